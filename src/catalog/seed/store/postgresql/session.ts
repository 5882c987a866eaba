import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { messageOf, StartupError } from '../../../../common/error.js';
import { type DatabaseLocation, nameOfDatabase } from '../../../../config/database-location.js';
import { BooksFileError } from '../../books-file-error.js';
import { ANOTHER_IMPORT } from '../import-store.js';

export type PostgresqlLocation = Extract<DatabaseLocation, { kind: 'postgresql' }>;

const LOCK = 'SELECT pg_try_advisory_lock(1179208777)';
const ASK_EVERY_MS = 200;

const SETTINGS = {
  TimeZone: 'UTC',
  // What a power loss takes of an import, the next run writes again. The shop’s own commits wait for the disk.
  synchronous_commit: 'off',
  // A slice that waits for a row keeps others from the shop: it is rolled back and written again.
  lock_timeout: '2000',
  temp_buffers: '64MB',
  // The tables of an import grow under the planner’s eyes, and of the shop’s a few rows are looked up at a time.
  enable_seqscan: 'off',
};

/**
 * A connection of its own, with the tables of an import, which end with it. A pooler would have to give it the same
 * session for all of its statements.
 */
export async function openSession(
  location: PostgresqlLocation,
  waitMs: number,
): Promise<pg.Client> {
  const options = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`);
  const client = new pg.Client({
    connectionString: location.url,
    options: options.join(' '),
    application_name: 'folio import',
  });
  // A lost connection is told by the statement that needs it.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    const name = nameOfDatabase(location);
    throw new StartupError(`The database ${name} cannot be used: ${messageOf(error)}`);
  }
  try {
    await lock(client, waitMs);
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** Held until the session ends, however it does. */
async function lock(client: pg.Client, waitMs: number) {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const { rows } = await client.query<{ pg_try_advisory_lock: boolean }>(LOCK);
    if (rows[0]?.pg_try_advisory_lock) return;
    if (performance.now() >= deadline) throw new BooksFileError([ANOTHER_IMPORT]);
    await wait(ASK_EVERY_MS);
  }
}
