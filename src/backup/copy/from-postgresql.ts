import Sqlite from 'better-sqlite3';
import type { RowCounts } from '../verify-backup.js';
import { copyTables } from './copy-tables.js';
import { migrateSqlite } from './migrate-empty.js';
import { bornAtOf, inTransaction, SNAPSHOT } from './postgresql-session.js';
import { PostgresqlTables } from './postgresql-tables.js';
import { SqliteTables } from './sqlite-tables.js';

/** Copies what is committed at this moment into an empty SQLite file. The database may be in use. */
export function copyFromPostgresql(url: string, file: string): Promise<RowCounts> {
  return inTransaction(url, SNAPSHOT, async (client) => {
    const bornAt = await bornAtOf(client);
    const database = new Sqlite(file);
    try {
      // The whole file is written to the disk afterwards.
      database.pragma('synchronous = OFF');
      migrateSqlite(database, bornAt);
      database.exec('BEGIN');
      const counts = await copyTables(new PostgresqlTables(client), new SqliteTables(database));
      database.exec('COMMIT');
      return counts;
    } finally {
      database.close();
    }
  });
}
