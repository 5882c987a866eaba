import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';

/** A folder of this test's own, which goes with the run. */
export function freshFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'sandbox-'));
}

/** A look at, or a hand in, the database from outside of the program under test. */
export function onDatabase<T>(file: string, work: (database: Sqlite.Database) => T): T {
  const database = new Sqlite(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}
