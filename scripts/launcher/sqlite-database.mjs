import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './build.mjs';
import { messageOf } from './error.mjs';
import { foreignDatabase } from './foreign-database.mjs';
import { importBuilt } from './import-built.mjs';
import { exclusively } from './migration-lock.mjs';
import { notWritable } from './writable.mjs';

/**
 * What a start has to know of the file and to do with it.
 * @param {string} file
 * @returns {import('./database.mjs').PreparedDatabase}
 */
export function sqliteDatabase(file) {
  const migrations = path.join(root, 'prisma/migrations');
  return {
    name: file,
    url: `file:${file}`,
    migrations,
    whyMissing: 'Is DATABASE_URL right, and is the volume mounted?',
    async assertUsable() {
      const built = await importBuilt('database/migrations.js');
      const trouble = notWritable(file) ?? (await foreignDatabase(file, built, migrations));
      if (trouble) throw new Error(`${trouble.message}.\n  → ${trouble.remedy}`);
    },
    async create() {
      await mkdir(path.dirname(file), { recursive: true });
      // It will hold addresses. SQLite gives its -wal and -shm the same mode; one that is there keeps its own.
      await writeFile(file, '', { flag: 'a', mode: 0o600 });
    },
    column: (sql) => columnOf(file, sql),
    exclusively: (work) => exclusively(file, work),
  };
}

/**
 * @param {string} file
 * @param {string} sql
 * @returns {Promise<unknown[]>}
 */
async function columnOf(file, sql) {
  if (!existsSync(file)) return [];
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(file, { readonly: true });
  try {
    return database.prepare(sql).pluck().all();
  } catch (error) {
    if (messageOf(error).startsWith('no such table')) return [];
    throw error;
  } finally {
    database.close();
  }
}
