import { describe } from '@jest/globals';
import { replaceDatabase } from '../../src/backup/replace-database.js';
import type { DatabaseLocation } from '../../src/config/database-location.js';
import { markRecoveryPending } from '../../src/recovery/mark-recovery-pending.js';
import { freshSqlite } from './database.js';
import { describeOnPostgres, freshPostgres } from './postgres/fresh.js';

export type DatabaseKind = DatabaseLocation['kind'];

/** Of a migrated database without a row in it. */
export async function freshLocation(kind: DatabaseKind): Promise<DatabaseLocation> {
  return kind === 'sqlite'
    ? { kind, path: await freshSqlite() }
    : { kind, url: await freshPostgres() };
}

/** The same, as `openShop` takes it. */
export async function freshDatabaseOf(kind: DatabaseKind): Promise<string> {
  const location = await freshLocation(kind);
  return location.kind === 'sqlite' ? location.path : location.url;
}

/** The database that `npm run db:restore` makes from this file, before the recovery begins. */
export async function restoredAs(kind: DatabaseKind, backup: string): Promise<DatabaseLocation> {
  const location = await freshLocation(kind);
  await markRecoveryPending(backup, new Date());
  await replaceDatabase(location, backup);
  return location;
}

/** What holds on SQLite and on PostgreSQL. */
export function describeOnEach(name: string, tests: (kind: DatabaseKind) => void): void {
  describe(`${name}, on SQLite`, () => {
    tests('sqlite');
  });
  describeOnPostgres(`${name}, on PostgreSQL`, () => {
    tests('postgresql');
  });
}
