import { describe } from '@jest/globals';
import type { DatabaseLocation } from '../../src/config/database-location.js';
import { freshSqlite } from './database.js';
import { describeOnPostgres, freshPostgres } from './postgres/fresh.js';

export type DatabaseKind = DatabaseLocation['kind'];

/** Of a migrated database without a row in it. */
export async function freshLocation(kind: DatabaseKind): Promise<DatabaseLocation> {
  return kind === 'sqlite'
    ? { kind, path: await freshSqlite() }
    : { kind, url: await freshPostgres() };
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
