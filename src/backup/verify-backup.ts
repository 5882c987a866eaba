import Sqlite from 'better-sqlite3';

/** How many rows each table has. */
export type RowCounts = Record<string, number>;

/** A copy that is not what it should be, in words for whoever made or wants it. */
export class InvalidBackupError extends Error {
  override name = 'BadCopyError';
}

/**
 * Looks at every page and every reference of a database that nobody else has open, and leaves it a
 * single file: no journal beside it belongs to it. Throws a BadCopyError.
 */
export function verifyBackup(file: string): RowCounts {
  try {
    const database = new Sqlite(file, { fileMustExist: true });
    try {
      return examine(database);
    } finally {
      database.close();
    }
  } catch (cause) {
    if (cause instanceof InvalidBackupError) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidBackupError(`It is no database that can be read: ${said}`, { cause });
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

function examine(database: Sqlite.Database): RowCounts {
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
