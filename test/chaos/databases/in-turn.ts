import Sqlite from 'better-sqlite3';
import { eventually } from 'stripe-sandbox/testing';

const PATIENCE_SECONDS = 20;

/**
 * A hand in the shop's database from outside. While somebody else writes it tries again and again
 * rather than wait inside SQLite, where nothing else of this process would go on.
 */
export async function inTurn<T>(
  file: string,
  work: (database: Sqlite.Database) => T | Promise<T>,
): Promise<T> {
  const database = new Sqlite(file, { timeout: 0 });
  try {
    return await eventually(() => work(database), PATIENCE_SECONDS);
  } finally {
    database.close();
  }
}
