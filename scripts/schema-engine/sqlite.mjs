import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';

/**
 * Prisma's adapter with its undeclared client.
 * @typedef {import('@prisma/driver-adapter-utils').SqlDriverAdapter & {
 *   client: import('better-sqlite3').Database,
 * }} Connection
 */

/**
 * The database operations of the engine, with Prisma's driver adapter.
 * @param {string} url
 */
export function sqlite(url) {
  const file = url.replace(/^file:/, '');
  const create = async () => {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, '', { flag: 'a', mode: 0o600 });
  };
  /** @type {import('@prisma/driver-adapter-utils').SqlMigrationAwareDriverAdapterFactory} */
  const factory = {
    provider: 'sqlite',
    adapterName: '@prisma/adapter-better-sqlite3',
    connect: () => open(file),
    connectToShadowDb: () => open(':memory:'),
  };
  return {
    factory,
    create,
    async check() {
      if (existsSync(file)) return;
      throw Object.assign(new Error(`Database \`${file}\` does not exist`), { code: 'P1003' });
    },
    // The engine only empties the tables, and migrations would then fail to create them.
    async reset() {
      const parts = ['', '-wal', '-shm', '-journal'].map((suffix) => file + suffix);
      await Promise.all(parts.map((part) => rm(part, { force: true })));
      await create();
    },
  };
}

/** @param {string} file */
async function open(file) {
  const connection = /** @type {Connection} */ (
    await new PrismaBetterSqlite3({ url: file }).connect()
  );
  process.once('exit', () => connection.client.close());
  return wholeScripts(missingHistoryIsEmpty(connection));
}

/**
 * Without a history table, before the first migration, returns an empty history, as the native engine.
 * @param {Connection} connection
 */
function missingHistoryIsEmpty(connection) {
  const queryRaw = connection.queryRaw.bind(connection);
  connection.queryRaw = async (query) => {
    try {
      return await queryRaw(query);
    } catch (error) {
      const isHistory = query.sql.includes('FROM `_prisma_migrations`');
      if (!isMissingTable(error) || !isHistory) throw error;
      return { columnNames: [], columnTypes: [], rows: [] };
    }
  };
  return connection;
}

/** @param {unknown} error */
function isMissingTable(error) {
  const cause = /** @type {{ kind?: string } | undefined} */ (
    error instanceof Error ? error.cause : undefined
  );
  return cause?.kind === 'TableDoesNotExist';
}

/**
 * The adapter runs one statement only; a migration has several.
 * @param {Connection} connection
 */
function wholeScripts(connection) {
  const executeRaw = connection.executeRaw.bind(connection);
  connection.executeRaw = async (query) => {
    if (query.args.length > 0) return executeRaw(query);
    connection.client.exec(query.sql);
    return 0;
  };
  return connection;
}
