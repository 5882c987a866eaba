import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { bin, root, runTool } from './build.mjs';
import { messageOf } from './error.mjs';
import { foreignDatabase } from './foreign-database.mjs';
import { importBuilt } from './import-built.mjs';
import { step } from './run.mjs';
import { notWritable } from './writable.mjs';

/**
 * Applies migrations that are not applied yet.
 * @param {{ databasePath: string }} env
 */
export async function migrate(env) {
  refuse(notWritable(env.databasePath));
  await mkdir(path.dirname(env.databasePath), { recursive: true });
  const built = await importBuilt('database/migrations.js');
  const folder = path.join(root, 'prisma/migrations');
  refuse(await foreignDatabase(env.databasePath, built, folder));
  const applied = await query(env, built.APPLIED_MIGRATIONS);
  const known = built.migrationsIn(folder);
  if (known.every((name) => applied.includes(name))) return;
  const variables = { ...process.env, DATABASE_URL: `file:${env.databasePath}` };
  await step('Preparing the database', () => runTool(bin.prisma, ['migrate', 'deploy'], variables));
}

/** @param {{ message: string, remedy: string } | null} trouble */
function refuse(trouble) {
  if (trouble) throw new Error(`${trouble.message}.\n  → ${trouble.remedy}`);
}

/**
 * Seeds an empty database, except in production.
 * @param {import('../../src/config/env.js').Env} env
 */
export async function seedWhenEmpty(env) {
  if (env.nodeEnv === 'production') return;
  const books = await query(env, 'SELECT id FROM Book LIMIT 1');
  if (books.length > 0) return;
  await step('Putting the books on the shelf', () => runTool(bin.prisma, ['db', 'seed']));
}

/**
 * The first column of each row. No rows if the file or the table does not exist yet.
 * @param {{ databasePath: string }} env
 * @param {string} sql
 * @returns {Promise<unknown[]>}
 */
async function query(env, sql) {
  if (!existsSync(env.databasePath)) return [];
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(env.databasePath, { readonly: true });
  try {
    return database.prepare(sql).pluck().all();
  } catch (error) {
    if (messageOf(error).startsWith('no such table')) return [];
    throw error;
  } finally {
    database.close();
  }
}
