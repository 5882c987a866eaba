import { Logger } from '@nestjs/common';
import pg from 'pg';
import { CONNECTIONS } from './connections.js';

/** Until a connection is had. */
const PATIENCE_MS = 5_000;
/** For a connection, and for each of the few statements that count a post. */
const COUNTERS_PATIENCE_MS = 2_000;

// Each shorter than the next one: see decision 18.
const WRITER = {
  default_transaction_isolation: 'serializable',
  lock_timeout: '4000',
  statement_timeout: '5000',
  // Of a shop that died far away, whose end nobody has told.
  idle_in_transaction_session_timeout: '15000',
};
const READER = { default_transaction_read_only: 'on', statement_timeout: '5000' };

export const writerPool = (url: string) => poolOf(url, WRITER, { max: CONNECTIONS.writer });
export const readerPool = (url: string) => poolOf(url, READER, { max: CONNECTIONS.reader });

/** Read committed: each statement is atomic, and nobody reads before it. */
export const countersPool = (url: string, patienceMs = COUNTERS_PATIENCE_MS) =>
  poolOf(
    url,
    { default_transaction_isolation: 'read committed', statement_timeout: String(patienceMs) },
    { max: CONNECTIONS.counters, connectionTimeoutMillis: patienceMs },
  );

/** The settings are those of each session from its start, and cost no statement. */
function poolOf(
  connectionString: string,
  settings: Record<string, string>,
  size: pg.PoolConfig,
): pg.Pool {
  const options = Object.entries({ TimeZone: 'UTC', ...settings })
    .map(([name, value]) => `-c ${name}=${value.replace(' ', '\\ ')}`)
    .join(' ');
  const pool = new pg.Pool({
    connectionString,
    options,
    application_name: 'folio',
    connectionTimeoutMillis: PATIENCE_MS,
    ...size,
    keepAlive: true,
  });
  const logger = new Logger('PostgreSQL');
  // Of connections that nobody uses at the moment: the next query makes another.
  pool.on('error', ({ message }) => logger.warn(`A connection has ended: ${message}`));
  return pool;
}
