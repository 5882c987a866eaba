import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { codeOf, messageOf } from '../launcher/error.mjs';
import { characters } from './postgresql-characters.mjs';

/**
 * @typedef {import('@prisma/driver-adapter-utils').SqlDriverAdapter & {
 *   underlyingDriver(): import('pg').Pool,
 * }} Connection
 */

/** Prisma's codes for what PostgreSQL says when somebody connects. */
const CODES = new Map([
  ['3D000', 'P1003'],
  ['28P01', 'P1000'],
  ['28000', 'P1000'],
  ['42501', 'P1010'],
]);

/**
 * The database operations of the engine, with Prisma's driver adapter.
 * @param {string} url
 */
export function postgresql(url) {
  const { pathname, searchParams } = new URL(url);
  const name = decodeURIComponent(pathname.slice(1));
  const schema = searchParams.get('schema') ?? 'public';
  const open = (/** @type {string} */ database) => connect(url, database, schema);
  const run = async (/** @type {string} */ database, /** @type {string} */ script) => {
    const connection = await open(database);
    await connection.executeScript(script).finally(() => connection.dispose());
  };
  const shadows = shadowDatabases(open, (script) => run(name, script));
  /** @type {import('@prisma/driver-adapter-utils').SqlMigrationAwareDriverAdapterFactory} */
  const factory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open(name),
    connectToShadowDb: shadows.open,
  };
  return {
    factory,
    dispose: shadows.dropAll,
    check: () =>
      run(name, 'SELECT 1').catch((error) => {
        const code = CODES.get(String(codeOf(error))) ?? 'P1001';
        throw Object.assign(new Error(`Database \`${name}\`: ${messageOf(error)}`), { code });
      }),
    create: () =>
      run('postgres', `CREATE DATABASE ${quoted(name)}`).catch((error) => {
        if (!isThereAlready(error)) throw error;
      }),
  };
}

/**
 * The CLI ends the engine with a signal before its last statement, which drops the shadow database, has run: those that
 * are left are dropped then.
 * @param {(database: string) => Promise<Connection>} open
 * @param {(script: string) => Promise<void>} run
 */
function shadowDatabases(open, run) {
  /** @type {Map<string, () => Promise<void>>} */
  const left = new Map();
  return {
    async open() {
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      await run(`CREATE DATABASE ${quoted(name)}`);
      const connection = await open(name);
      const dispose = connection.dispose.bind(connection);
      const drop = async () => {
        left.delete(name);
        await dispose();
        await run(`DROP DATABASE IF EXISTS ${quoted(name)}`);
      };
      left.set(name, drop);
      return Object.assign(connection, { dispose: drop });
    },
    dropAll: () => Promise.all([...left.values()].map((drop) => drop())),
  };
}

/**
 * @param {string} url
 * @param {string} database
 * @param {string} schema
 * @returns {Promise<Connection>}
 */
async function connect(url, database, schema) {
  const connectionString = Object.assign(new URL(url), { pathname: `/${database}` }).href;
  // One connection: the engine's advisory lock belongs to a session.
  const settings = { connectionString, max: 1, options: `-c search_path=${quoted(schema)}` };
  const adapter = await new PrismaPg(settings, { schema }).connect();
  return wholeScripts(characters(/** @type {Connection} */ (adapter)));
}

/**
 * The adapter cuts a script at each semicolon, also at those inside of a function.
 * @param {Connection} connection
 */
function wholeScripts(connection) {
  const executeRaw = connection.executeRaw.bind(connection);
  const run = (/** @type {string} */ script) => connection.underlyingDriver().query(script);
  connection.executeScript = async (script) => void (await run(script));
  connection.executeRaw = async (query) => {
    if (query.args.length > 0) return executeRaw(query);
    await run(query.sql);
    return 0;
  };
  return connection;
}

/**
 * Of several processes that start at once, one makes the database. The others fail at its name, or at the catalogue's
 * unique index.
 * @param {unknown} error
 */
function isThereAlready(error) {
  return codeOf(error) === '42P04' || messageOf(error).includes('pg_database_datname_index');
}

/** @param {string} identifier */
const quoted = (identifier) => `"${identifier.replaceAll('"', '""')}"`;
