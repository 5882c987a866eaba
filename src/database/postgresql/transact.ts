import type { Pool, PoolClient } from 'pg';
import type { Sql } from '../sql.js';
import { PostgresqlSql } from './postgresql-sql.js';
import type { Commit } from './retry-conflicts.js';

/** Runs `work` in a transaction without Prisma. Rolls back, and rejects with the error, if it fails. */
export async function transact<T>(
  pool: Pool,
  work: (sql: Sql) => Promise<T>,
  commit: Commit,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(new PostgresqlSql(client));
    commit.isSent = true;
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

/** A connection that cannot is not used again. */
async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch {
    client.release(true);
  }
}
