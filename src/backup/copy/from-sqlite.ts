import Sqlite from 'better-sqlite3';
import { countRows, type RowCounts } from '../verify-backup.js';

/** All pages in one step: a copy in several steps starts again after every write. */
const ALL_PAGES = 0x7fffffff;

/** Copies and counts within one transaction, so that both see the same snapshot. */
export async function copyFromSqlite(databasePath: string, file: string): Promise<RowCounts> {
  const database = new Sqlite(databasePath, { readonly: true, fileMustExist: true });
  try {
    database.exec('BEGIN');
    const rows = countRows(database);
    await database.backup(file, { progress: () => ALL_PAGES });
    return rows;
  } finally {
    database.close();
  }
}
