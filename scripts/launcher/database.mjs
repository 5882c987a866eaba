import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { bin, root, runTool } from './build.mjs';
import { messageOf } from './error.mjs';
import { foreignDatabase } from './foreign-database.mjs';
import { importBuilt } from './import-built.mjs';
import { exclusively } from './migration-lock.mjs';
import { step } from './run.mjs';
import { notWritable } from './writable.mjs';

/** @typedef {import('../../src/config/env.js').Env} Env */

export const NEW_DATABASE = '--new-database';

/**
 * Applies migrations that are not applied yet. Without `mayCreate`, a database has to be there.
 * @param {Pick<Env, 'database'>} env
 * @param {{ mayCreate?: boolean }} options
 */
export async function migrate(env, { mayCreate = true } = {}) {
  const file = await fileOf(env);
  refuse(notWritable(file));
  const built = await importBuilt('database/migrations.js');
  const folder = path.join(root, 'prisma/migrations');
  refuse(await foreignDatabase(file, built, folder));
  const applied = () => query(env, built.APPLIED_MIGRATIONS);
  if ((await applied()).length === 0 && !mayCreate) throw new Error(noDatabase(file));
  const known = built.migrationsIn(folder);
  const isPrepared = async () => {
    const names = await applied();
    return known.every((name) => names.includes(name));
  };
  if (await isPrepared()) return;
  await mkdir(path.dirname(file), { recursive: true });
  await exclusively(file, async () => {
    if (await isPrepared()) return; // by a start that was quicker
    const variables = { ...process.env, DATABASE_URL: `file:${file}` };
    await step('Preparing the database', () =>
      runTool(bin.prisma, ['migrate', 'deploy'], variables),
    );
  });
}

/** @param {Pick<Env, 'database'>} env */
async function fileOf({ database }) {
  const { sqlitePath } = await importBuilt('config/database-location.js');
  return sqlitePath(database, 'npm start');
}

/** @param {{ message: string, remedy: string } | null} trouble */
function refuse(trouble) {
  if (trouble) throw new Error(`${trouble.message}.\n  → ${trouble.remedy}`);
}

/**
 * In production a new database needs an explicit word: if a volume is missing, an empty shop would open,
 * acknowledge events of orders that it does not know, and replace good backups by empty ones.
 * @param {{ nodeEnv: string }} env
 */
export const mayCreateDatabase = ({ nodeEnv }) =>
  nodeEnv !== 'production' || process.argv.includes(NEW_DATABASE);

/** @param {string} databasePath */
const noDatabase = (databasePath) =>
  `There is no database at ${databasePath}. Is DATABASE_URL right, and is the volume mounted?
If there was one, restore a backup: npm run db:restore -- FILE
For a new shop, start it once with ${NEW_DATABASE}, as docs/guides/going-live.md says.`;

/**
 * Seeds an empty database, except in production.
 * @param {Env} env
 */
export async function seedWhenEmpty(env) {
  if (env.nodeEnv === 'production') return;
  const books = await query(env, 'SELECT id FROM Book LIMIT 1');
  if (books.length > 0) return;
  await step('Putting the books on the shelf', () => runTool(bin.prisma, ['db', 'seed']));
}

/**
 * The first column of each row. No rows if the file or the table does not exist yet.
 * @param {Pick<Env, 'database'>} env
 * @param {string} sql
 * @returns {Promise<unknown[]>}
 */
async function query(env, sql) {
  const file = await fileOf(env);
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
