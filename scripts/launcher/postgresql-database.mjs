import path from 'node:path';
import { root } from './build.mjs';
import { codeOf, messageOf } from './error.mjs';
import { judge } from './foreign-database.mjs';
import { importBuilt } from './import-built.mjs';
import { exclusively } from './postgresql-lock.mjs';
import { withClient } from './postgresql-client.mjs';

/** @typedef {import('pg').Client} Client */

const NO_DATABASE = ['3D000'];
const NO_TABLE = ['42P01'];
const IS_THERE = ['42P04', '23505'];
const TABLES = `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`;
const MAY_MAKE_TABLES = `SELECT has_schema_privilege('public', 'CREATE')`;
const NOT_THE_OWNER = 'this user may make no tables in it. Make this user its owner.';

/**
 * What a start has to know of the database and to do with it. Errors never contain the URL, in which the password is.
 * @param {string} url
 * @returns {Promise<import('./database.mjs').PreparedDatabase>}
 */
export async function postgresqlDatabase(url) {
  const { nameOfDatabase } = await importBuilt('config/database-location.js');
  const name = nameOfDatabase({ kind: 'postgresql', url });
  const migrations = path.join(root, 'prisma/postgresql/migrations');
  return {
    name,
    url,
    migrations,
    whyMissing: 'Is DATABASE_URL right?',
    assertUsable: () => explained(name, () => assertUsable(url, name, migrations)),
    create: () => explained(name, () => create(url, name)),
    column: async (sql) =>
      (await ifThere([...NO_DATABASE, ...NO_TABLE], () =>
        withClient(url, (client) => column(client, sql)),
      )) ?? [],
    exclusively: (work) => exclusively(url, work),
  };
}

/**
 * Passes if the database is not there yet.
 * @param {string} url
 * @param {string} name
 * @param {string} migrations
 */
async function assertUsable(url, name, migrations) {
  const { SERVER, serverProblem } = await importBuilt('database/postgresql/server-problem.js');
  const { migrationsIn } = await importBuilt('database/migrations.js');
  const found = await ifThere(NO_DATABASE, () =>
    withClient(url, async (client) => {
      const [server] = (await client.query(`SELECT ${SERVER}`)).rows;
      const tables = await column(client, TABLES);
      return { server, tables, applied: await appliedIn(client, tables) };
    }),
  );
  if (!found) return;
  const { server, tables, applied } = found;
  const problem = serverProblem(server);
  if (problem) throw new Error(`The database ${name} cannot be used: ${problem}`);
  const trouble = judge(name, tables, { applied, known: migrationsIn(migrations) });
  if (trouble) throw new Error(`${trouble.message}.\n  → ${trouble.remedy}`);
}

/**
 * @param {Client} client
 * @param {string[]} tables
 */
async function appliedIn(client, tables) {
  const { APPLIED_MIGRATIONS } = await importBuilt('database/migrations.js');
  return tables.includes('_prisma_migrations') ? column(client, APPLIED_MIGRATIONS) : null;
}

/**
 * Of several starts at once, one makes it: the others fail at its name, or at the catalogue's unique index.
 * @param {string} url
 * @param {string} name
 */
async function create(url, name) {
  const isThere = await ifThere(NO_DATABASE, () =>
    withClient(url, async (client) => {
      if ((await column(client, MAY_MAKE_TABLES))[0]) return true;
      throw new Error(`The database ${name} cannot be used: ${NOT_THE_OWNER}`);
    }),
  );
  if (isThere) return;
  const { pathname } = new URL(url);
  const quoted = decodeURIComponent(pathname.slice(1)).replaceAll('"', '""');
  const administration = Object.assign(new URL(url), { pathname: '/postgres' }).href;
  await ifThere(IS_THERE, () =>
    withClient(administration, (client) =>
      client.query(`CREATE DATABASE "${quoted}" TEMPLATE template0 ENCODING 'UTF8'`),
    ),
  );
}

/**
 * @param {Client} client
 * @param {string} sql
 * @returns {Promise<any[]>}
 */
async function column(client, sql) {
  const { rows } = await client.query({ text: sql, rowMode: 'array' });
  return rows.map(([value]) => value);
}

/**
 * Null if it fails with one of these codes.
 * @template T
 * @param {string[]} codes
 * @param {() => Promise<T>} work
 */
async function ifThere(codes, work) {
  try {
    return await work();
  } catch (error) {
    if (codes.includes(String(codeOf(error)))) return null;
    throw error;
  }
}

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function explained(name, work) {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    const { connectionProblem } = await importBuilt('database/postgresql/server-problem.js');
    const problem = connectionProblem(String(code), messageOf(error));
    throw new Error(`The database ${name} cannot be used: ${problem}`, { cause: error });
  }
}
