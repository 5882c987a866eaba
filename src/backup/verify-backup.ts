import Sqlite from 'better-sqlite3';
import { messageOf } from '../common/error.js';
import { isSqliteError } from '../database/sqlite/is-sqlite-error.js';

/** How many rows each table has. */
export type RowCounts = Record<string, number>;

/** The backup cannot be used. The message is shown to the operator. */
export class InvalidBackupError extends Error {
  override name = 'InvalidBackupError';
}

/**
 * Checks the integrity and the foreign keys of a database that is not in use, and merges its journal, so
 * that it is a single file. Throws an InvalidBackupError.
 */
export function verifyBackup(file: string): RowCounts {
  try {
    const database = new Sqlite(file, { fileMustExist: true });
    try {
      return verify(database);
    } finally {
      database.close();
    }
  } catch (cause) {
    if (cause instanceof InvalidBackupError) throw cause;
    // Some damage is found by reading it, before the check can report it.
    const what = isSqliteError(cause, 'SQLITE_CORRUPT')
      ? 'It is damaged'
      : 'It cannot be read as a database';
    throw new InvalidBackupError(`${what}: ${messageOf(cause)}`, { cause });
  }
}

export function countRows(database: Sqlite.Database): RowCounts {
  const tables = database
    .prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`)
    .pluck()
    .all();
  const count = (table: string) =>
    database.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0;
  return Object.fromEntries(tables.map((table) => [table, count(table)]));
}

function verify(database: Sqlite.Database): RowCounts {
  database.pragma('journal_mode = DELETE');
  const found = database.pragma('integrity_check', { simple: true });
  if (found !== 'ok') throw new InvalidBackupError(`It is damaged: ${String(found).slice(0, 200)}`);
  const broken = database.prepare<[], { table: string }>('PRAGMA foreign_key_check').all();
  if (broken.length > 0) {
    const tables = [...new Set(broken.map(({ table }) => table))].join(', ');
    throw new InvalidBackupError(
      `It is not whole: rows of ${tables} point to rows that are not there`,
    );
  }
  return countRows(database);
}
