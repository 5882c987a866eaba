import pg, { type ClientBase } from 'pg';
import { messageOf } from '../../common/error.js';
import { nameOfDatabase } from '../../config/database-location.js';
import { APPLIED_MIGRATIONS, compareMigrations } from '../../database/migrations.js';
import { connectionProblem, CREATE } from '../../database/postgresql/server-problem.js';
import { sqlState } from '../../database/postgresql/sql-state.js';
import { InvalidBackupError } from '../verify-backup.js';

const CONNECT_WITHIN_MS = 10_000;
const NO_DATABASE = '3D000';

/** A snapshot: what is committed later is not seen. */
export const SNAPSHOT = 'ISOLATION LEVEL REPEATABLE READ READ ONLY';

/**
 * Runs `work` in one transaction on a connection of its own, which may take long. Commits if it succeeds. The settings are
 * those of the transaction, which a pooler does not drop.
 */
export async function inTransaction<T>(
  url: string,
  mode: string,
  work: (client: ClientBase) => Promise<T>,
): Promise<T> {
  const client = await connect(url);
  try {
    await client.query(`BEGIN ${mode}`);
    await client.query(
      'SET LOCAL search_path = public; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = 5000',
    );
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } finally {
    // What was not committed is rolled back by that.
    await client.end().catch(() => undefined);
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'folio-copy',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    keepAlive: true,
  });
  // Of a server that goes away between two statements: the next one fails.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const name = nameOfDatabase({ kind: 'postgresql', url });
    const state = sqlState(error) ?? '';
    const reason =
      state === NO_DATABASE
        ? `there is none. ${CREATE}`
        : connectionProblem(state, messageOf(error));
    throw new Error(`The database ${name} cannot be used: ${reason}`, { cause: error });
  }
}

/** Since when the shop has been there. Throws an InvalidBackupError if its tables are not those of this version. */
export async function bornAtOf(client: ClientBase): Promise<Date> {
  const applied = await client
    .query<{ migration_name: string }>(APPLIED_MIGRATIONS)
    .then(({ rows }) => rows.map(({ migration_name }) => migration_name), noMigrations);
  const { missing, newer } = compareMigrations('postgresql', applied);
  if (missing.length > 0)
    throw new InvalidBackupError(
      `It is not migrated: ${missing.join(', ')} is missing. Start this version of the shop on it once`,
    );
  if (newer.length > 0)
    throw new InvalidBackupError(
      `It is of a newer version of the shop, which knows ${newer.join(', ')}`,
    );
  const { rows } = await client.query<{ at: Date }>(
    'SELECT min(started_at) AS at FROM _prisma_migrations',
  );
  return rows[0]?.at ?? new Date();
}

function noMigrations(cause: unknown): never {
  throw new InvalidBackupError(
    `It is not a database of this shop: its migrations cannot be read (${messageOf(cause)})`,
    { cause },
  );
}
