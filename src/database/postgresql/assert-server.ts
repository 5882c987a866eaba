import type { Pool } from 'pg';
import { messageOf, StartupError } from '../../common/error.js';
import { nameOfDatabase } from '../../config/database-location.js';
import { sqlState } from './sql-state.js';

const OLDEST = { number: 140_000, name: '14' };

interface Session {
  isolation: string;
  isReadOnly: string;
  timeZone: string;
  encoding: string;
  version: string;
  isStandby: boolean;
}

const SESSION = `SELECT current_setting('transaction_isolation') AS "isolation",
  current_setting('transaction_read_only') AS "isReadOnly", current_setting('TimeZone') AS "timeZone",
  current_setting('server_encoding') AS "encoding", current_setting('server_version_num') AS "version",
  pg_is_in_recovery() AS "isStandby"`;

/** Throws a StartupError if the server is not there, or does not give the sessions that the shop relies on. */
export async function assertServer(url: string, pools: { writer: Pool; reader: Pool }) {
  const name = nameOfDatabase({ kind: 'postgresql', url });
  const problem = await problemOf(pools);
  if (problem !== null) throw new StartupError(`The database ${name} cannot be used: ${problem}`);
}

async function problemOf({ writer, reader }: { writer: Pool; reader: Pool }) {
  try {
    return problemIn(await sessionOf(writer), await sessionOf(reader));
  } catch (error) {
    return REASONS[sqlState(error) ?? ''] ?? `it does not answer (${messageOf(error)}).`;
  }
}

async function sessionOf(pool: Pool): Promise<Session> {
  const { rows } = await pool.query<Session>(SESSION);
  const [session] = rows;
  if (!session) throw new Error('no row');
  return session;
}

function problemIn(writer: Session, reader: Session): string | null {
  if (Number(writer.version) < OLDEST.number) return `it is older than PostgreSQL ${OLDEST.name}.`;
  if (writer.encoding !== 'UTF8') return `its encoding is ${writer.encoding}. ${CREATE}`;
  if (writer.isStandby) return 'it is a standby, which cannot be written. Name the primary.';
  const isWriter = writer.isolation === 'serializable' && writer.isReadOnly === 'off';
  const isReader = reader.isReadOnly === 'on';
  const isUtc = [writer, reader].every(({ timeZone }) => timeZone === 'UTC');
  if (isWriter && isReader && isUtc) return null;
  const found = `${writer.isolation} instead of serializable writes, ${isReader ? 'read-only' : 'writing'} instead of read-only reads, time zone ${writer.timeZone}`;
  return `a pooler drops the settings of its sessions (found: ${found}). ${POOLER}`;
}

const CREATE =
  'Make one with: CREATE DATABASE folio ENCODING UTF8 LOCALE "C.UTF-8" TEMPLATE template0.';
const POOLER =
  'With two copies of one book the shop would sell three. See docs/guides/more-than-one-machine.md, “A pooler”.';
const REASONS: Record<string, string> = {
  '28P01': 'the password is wrong.',
  '28000': 'the server does not admit this user. See its pg_hba.conf.',
  '3D000':
    'there is no such database. `npm start` makes it, in production with `-- --new-database`.',
  '53300':
    'the server has no connection left. A shop takes twelve: raise max_connections, or run fewer.',
};
