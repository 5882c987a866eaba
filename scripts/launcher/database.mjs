import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { bin, root, runTool } from './build.mjs';
import { messageOf } from './error.mjs';
import { step } from './run.mjs';

/**
 * Applies the migrations that the database has not seen.
 * @param {{ databasePath: string }} env
 */
export async function migrate(env) {
  await mkdir(path.dirname(env.databasePath), { recursive: true });
  const seen = await ask(
    env,
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at > 0',
  );
  const applied = new Set(seen.map((row) => row['migration_name']));
  const known = readdirSync(path.join(root, 'prisma/migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  if (known.every((name) => applied.has(name))) return;
  const forThis = { ...process.env, DATABASE_URL: `file:${env.databasePath}` };
  await step('Preparing the database', () => runTool(bin.prisma, ['migrate', 'deploy'], forThis));
}

/**
 * Puts the books in when there are none. Never in production, where that is somebody's decision.
 * @param {import('../../src/config/env.js').Env} env
 */
export async function seedWhenEmpty(env) {
  if (env.nodeEnv === 'production') return;
  const books = await ask(env, 'SELECT id FROM Book LIMIT 1');
  if (books.length > 0) return;
  await step('Putting the books on the shelf', () => runTool(bin.prisma, ['db', 'seed']));
}

/**
 * The rows, or none where the file or the table is not there yet.
 * @param {{ databasePath: string }} env
 * @param {string} sql
 * @returns {Promise<Record<string, unknown>[]>}
 */
async function ask(env, sql) {
  if (!existsSync(env.databasePath)) return [];
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(env.databasePath, { readonly: true });
  try {
    return /** @type {Record<string, unknown>[]} */ (database.prepare(sql).all());
  } catch (error) {
    if (messageOf(error).startsWith('no such table')) return [];
    throw error;
  } finally {
    database.close();
  }
}
