import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { bin, root, runTool } from './build.mjs';
import { messageOf } from './error.mjs';
import { importBuilt } from './import-built.mjs';
import { step } from './run.mjs';

/**
 * Applies migrations that are not applied yet.
 * @param {{ databasePath: string }} env
 */
export async function migrate(env) {
  await mkdir(path.dirname(env.databasePath), { recursive: true });
  const { APPLIED_MIGRATIONS, migrationsIn } = await importBuilt('database/migrations.js');
  const applied = await query(env, APPLIED_MIGRATIONS);
  const known = migrationsIn(path.join(root, 'prisma/migrations'));
  if (known.every((name) => applied.includes(name))) return;
  const variables = { ...process.env, DATABASE_URL: `file:${env.databasePath}` };
  await step('Preparing the database', () => runTool(bin.prisma, ['migrate', 'deploy'], variables));
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
