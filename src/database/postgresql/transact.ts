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
  // Of a connection that ends in between: the next statement rejects.
  client.on('error', ignore);
  try {
    await client.query('BEGIN');
    const result = await work(new PostgresqlSql(client));
    commit.isSent = true;
    await client.query('COMMIT');
    release(client);
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
    release(client);
  } catch {
    client.release(true);
  }
}

function release(client: PoolClient) {
  client.off('error', ignore);
  client.release();
}

function ignore() {
  return undefined;
}
