import { Logger } from '@nestjs/common';
import pg from 'pg';

/** With the two connections of the counters, eight processes have room in PostgreSQL’s default of 100. */
const CONNECTIONS = 5;
/** Until a connection is had. */
const PATIENCE_MS = 5_000;

// Each shorter than the next one: see decision 19.
const WRITER = {
  default_transaction_isolation: 'serializable',
  lock_timeout: '4000',
  statement_timeout: '5000',
  // Of a shop that died far away, whose end nobody has told.
  idle_in_transaction_session_timeout: '15000',
};
const READER = { default_transaction_read_only: 'on', statement_timeout: '5000' };

export const writerPool = (url: string) => poolOf(url, WRITER);
export const readerPool = (url: string) => poolOf(url, READER);

/** The settings are those of each session from its start, and cost no statement. */
function poolOf(connectionString: string, settings: Record<string, string>): pg.Pool {
  const options = Object.entries({ TimeZone: 'UTC', ...settings })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
  const pool = new pg.Pool({
    connectionString,
    options,
    application_name: 'folio',
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MS,
    keepAlive: true,
  });
  const logger = new Logger('PostgreSQL');
  // Of connections that nobody uses at the moment: the next query makes another.
  pool.on('error', ({ message }) => logger.warn(`A connection has ended: ${message}`));
  return pool;
}
