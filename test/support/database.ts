import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import type Sqlite from 'better-sqlite3';
import { freshFolder, onDatabase as onSqlite } from '../../sandbox/test/support/files.js';
import { bridgeTo } from './postgres/bridge.js';
import { RUNS_ON_POSTGRES } from './postgres/runs-on-postgres.js';

export { freshFolder } from '../../sandbox/test/support/files.js';

const template =
  process.env['FOLIO_TEST_TEMPLATE'] ??
  path.resolve(import.meta.dirname, '../../.test/template.db');

/** A migrated database without a row in it: a file, in this folder if one is named, or a URL in `npm run test:postgres`. */
export async function freshDatabase(folder?: string): Promise<string> {
  if (!RUNS_ON_POSTGRES || folder !== undefined) return freshSqlite(folder);
  // Programs without Jest use this file, too.
  const { freshPostgres } = await import('./postgres/fresh.js');
  return freshPostgres();
}

/** The path of one, whatever the others run on. */
export async function freshSqlite(folder?: string): Promise<string> {
  const file = path.join(folder ?? (await freshFolder()), 'folio.db');
  await copyFile(template, file);
  return file;
}

/** A look at, or a hand in, a database from outside of the program under test. SQL for both kinds. */
export function onDatabase<T>(database: string, work: (database: Sqlite.Database) => T): T {
  if (!isPostgres(database)) return onSqlite(database, work);
  const bridge = bridgeTo(database);
  try {
    return work(bridge);
  } finally {
    bridge.close();
  }
}

/** Everything that it holds, as text. */
export function everythingIn(name: string): string {
  const sqlite = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%Search%'";
  const postgres = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
  return onDatabase(name, (database) =>
    (
      database
        .prepare(isPostgres(name) ? postgres : sqlite)
        .pluck()
        .all() as string[]
    )
      .map((table) => JSON.stringify(database.prepare(`SELECT * FROM "${table}"`).all()))
      .join('\n'),
  );
}

/** DATABASE_URL for a database of `freshDatabase`. */
export function databaseUrl(database: string): string {
  return isPostgres(database) ? database : `file:${database}`;
}

export const isPostgres = (database: string) => database.startsWith('postgresql:');

export const sqliteAt = (file: string) => ({ kind: 'sqlite', path: file }) as const;
