import { bin, runTool } from './build.mjs';
import { importBuilt } from './import-built.mjs';
import { step } from './run.mjs';

/**
 * @typedef {import('../../src/config/env.js').Env} Env
 *
 * @typedef {{
 *   name: string,
 *   url: string,
 *   migrations: string,
 *   whyMissing: string,
 *   assertUsable: () => Promise<void>,
 *   create: () => Promise<void>,
 *   column: (sql: string) => Promise<unknown[]>,
 *   exclusively: <T>(work: () => Promise<T>) => Promise<T>,
 * }} PreparedDatabase
 * - `name`: without user and password.
 * - `migrations`: the folder.
 * - `assertUsable`: throws what is wrong and what to do. Passes if the database is not there yet.
 * - `create`: makes it, or what it will be in, if that is not there.
 * - `column`: the first column of each row; none if the database or the table is not there.
 * - `exclusively`: runs work while no other start does.
 */

export const NEW_DATABASE = '--new-database';

/** @param {Env['database']} database */
async function databaseAt(database) {
  if (database.kind === 'sqlite')
    return (await import('./sqlite-database.mjs')).sqliteDatabase(database.path);
  return (await import('./postgresql-database.mjs')).postgresqlDatabase(database.url);
}

/**
 * Applies migrations that are not applied yet. Without `mayCreate`, a database has to be there.
 * @param {Pick<Env, 'database'>} env
 * @param {{ mayCreate?: boolean }} options
 */
export async function migrate(env, { mayCreate = true } = {}) {
  const database = await databaseAt(env.database);
  const { APPLIED_MIGRATIONS, migrationsIn } = await importBuilt('database/migrations.js');
  await database.assertUsable();
  const known = migrationsIn(database.migrations);
  const applied = () => database.column(APPLIED_MIGRATIONS);
  const isEach = (/** @type {unknown[]} */ names) => known.every((name) => names.includes(name));
  const before = await applied();
  if (before.length === 0 && !mayCreate) throw new Error(noDatabase(database));
  if (isEach(before)) return;
  await database.create();
  await database.exclusively(async () => {
    if (isEach(await applied())) return; // by a start that was quicker
    const variables = { ...process.env, DATABASE_URL: database.url };
    await step('Preparing the database', () =>
      runTool(bin.prisma, ['migrate', 'deploy'], variables),
    );
  });
}

/**
 * In production a new database needs an explicit word: if a volume is missing, an empty shop would open,
 * acknowledge events of orders that it does not know, and replace good backups by empty ones.
 * @param {{ nodeEnv: string }} env
 */
export const mayCreateDatabase = ({ nodeEnv }) =>
  nodeEnv !== 'production' || process.argv.includes(NEW_DATABASE);

/** @param {PreparedDatabase} database */
const noDatabase = ({ name, whyMissing }) =>
  `There is no database at ${name}. ${whyMissing}
If there was one, restore a backup: npm run db:restore -- FILE
For a new shop, start it once with ${NEW_DATABASE}, as docs/guides/going-live.md says.`;

/**
 * Seeds an empty database, except in production.
 * @param {Env} env
 */
export async function seedWhenEmpty(env) {
  if (env.nodeEnv === 'production') return;
  const database = await databaseAt(env.database);
  const isEmpty = async () =>
    (await database.column('SELECT "id" FROM "Book" LIMIT 1')).length === 0;
  if (!(await isEmpty())) return;
  await database.exclusively(async () => {
    if (!(await isEmpty())) return; // by a start that was quicker
    await step('Putting the books on the shelf', () => runTool(bin.prisma, ['db', 'seed']));
  });
}
