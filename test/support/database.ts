import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Sqlite from 'better-sqlite3';

const template =
  process.env['FOLIO_TEST_TEMPLATE'] ??
  path.resolve(import.meta.dirname, '../../.test/template.db');

/** A folder of this test's own. The operating system clears it. */
export function freshFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'folio-'));
}

/** The path of a migrated database without a row in it. */
export async function freshDatabase(folder?: string): Promise<string> {
  const file = path.join(folder ?? (await freshFolder()), 'folio.db');
  await copyFile(template, file);
  return file;
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
