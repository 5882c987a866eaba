import Sqlite from 'better-sqlite3';
import type { ClientBase } from 'pg';
import { toSqlTime } from '../../database/sql.js';
import { createdAtOf } from '../created-at.js';
import { RestoreRefusedError } from '../restore-refused.js';
import type { RowCounts } from '../verify-backup.js';
import { copyTables } from './copy-tables.js';
import { migratePostgresql } from './migrate-empty.js';
import { moveObjects, objectsIn } from './schema-objects.js';
import { inTransaction } from './postgresql-session.js';
import { PostgresqlTables } from './postgresql-tables.js';
import { SqliteTables } from './sqlite-tables.js';

export interface CopiedIntoPostgresql {
  rows: RowCounts;
  /** The schema that has what was there before; null if nothing was. */
  previous: string | null;
}

interface Options {
  /** What is there is kept in a schema of its own. Else the database has to be empty. */
  mayReplace: boolean;
}

/**
 * Puts the rows of an SQLite file, which has every migration of this version, into a database of PostgreSQL. Others see
 * all of it at once, or nothing if it fails. Throws a RestoreRefusedError.
 */
export function copyIntoPostgresql(
  file: string,
  url: string,
  { mayReplace }: Options,
): Promise<CopiedIntoPostgresql> {
  return inTransaction(url, 'ISOLATION LEVEL READ COMMITTED', async (client) => {
    await assertNobodyConnected(client);
    const isEmpty = (await objectsIn(client, 'public')).length === 0;
    if (!isEmpty && !mayReplace) throw new RestoreRefusedError(NOT_EMPTY);
    // First aside: what is there stays usable until the end, and is not locked for long.
    await client.query(`CREATE SCHEMA ${ASIDE}; SET LOCAL search_path = ${ASIDE}`);
    const rows = await copyInto(client, file);
    // Checked again: copying takes a while.
    await assertNobodyConnected(client);
    const previous = isEmpty ? null : previousName(new Date());
    if (previous !== null) {
      await client.query(`CREATE SCHEMA ${previous}`);
      await moveObjects(client, 'public', previous);
    }
    await moveObjects(client, ASIDE, 'public');
    await client.query(`DROP SCHEMA ${ASIDE}`);
    return { rows, previous };
  });
}

async function copyInto(client: ClientBase, file: string): Promise<RowCounts> {
  await migratePostgresql(client, createdAtOf(file));
  const tables = new PostgresqlTables(client);
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    database.exec('BEGIN');
    const rows = await copyTables(new SqliteTables(database), tables);
    await tables.setSequences(Object.keys(rows));
    return rows;
  } finally {
    database.close();
  }
}

/** Shops and their commands; also those on other machines. */
async function assertNobodyConnected(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ count: number; since: Date | null }>(CONNECTED);
  const [{ count, since } = { count: 0, since: null }] = rows;
  if (count === 0) return;
  const first = since ? `, the first since ${toSqlTime(since)}` : '';
  throw new RestoreRefusedError(`${IN_USE} There are ${count} connections${first}. ${GONE}`);
}

export async function assertNotInUseOnPostgresql(url: string): Promise<void> {
  await inTransaction(url, 'READ ONLY', assertNobodyConnected);
}

const CONNECTED = `SELECT count(*)::int AS count, min(backend_start) AS since FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'folio' AND pid <> pg_backend_pid()`;

/** `before_restore_2026_11_23t04_27_00_123z`, which needs no quotes. */
function previousName(at: Date): string {
  return `before_restore_${at
    .toISOString()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '_')}`;
}

const ASIDE = 'folio_restoring';
const IN_USE =
  'The database is in use. Stop every shop on it first, on other machines too: what they write now would be lost.';
const GONE = `Those of a machine that is gone are ended with: SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'folio'`;
const NOT_EMPTY =
  'There is something in the schema “public” of that database already, and nothing is written over. Name an empty database.';
