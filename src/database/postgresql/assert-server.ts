import type { Pool } from 'pg';
import { messageOf, StartupError } from '../../common/error.js';
import { nameOfDatabase } from '../../config/database-location.js';
import { readerPool, writerPool } from './pools.js';
import { connectionProblem, SERVER, type Server, serverProblem } from './server-problem.js';
import { sqlState } from './sql-state.js';

interface Session extends Server {
  isolation: string;
  isReadOnly: string;
  timeZone: string;
}

const SESSION = `SELECT current_setting('transaction_isolation') AS "isolation",
  current_setting('transaction_read_only') AS "isReadOnly", current_setting('TimeZone') AS "timeZone",
  ${SERVER}`;

/** As `assertServer`, with pools of its own that it ends. */
export async function assertServerAt(url: string): Promise<void> {
  const pools = { writer: writerPool(url), reader: readerPool(url) };
  try {
    await assertServer(url, pools);
  } finally {
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
  }
}

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
    return connectionProblem(sqlState(error) ?? '', messageOf(error));
  }
}

async function sessionOf(pool: Pool): Promise<Session> {
  const { rows } = await pool.query<Session>(SESSION);
  const [session] = rows;
  if (!session) throw new Error('no row');
  return session;
}

function problemIn(writer: Session, reader: Session): string | null {
  const ofServer = serverProblem(writer);
  if (ofServer !== null) return ofServer;
  const isWriter = writer.isolation === 'serializable' && writer.isReadOnly === 'off';
  const isReader = reader.isReadOnly === 'on';
  const isUtc = [writer, reader].every(({ timeZone }) => timeZone === 'UTC');
  if (isWriter && isReader && isUtc) return null;
  const found = `${writer.isolation} instead of serializable writes, ${isReader ? 'read-only' : 'writing'} instead of read-only reads, time zone ${writer.timeZone}`;
  return `a pooler drops the settings of its sessions (found: ${found}). ${POOLER}`;
}

const POOLER =
  'With two copies of one book the shop would sell three. See docs/guides/more-than-one-machine.md, “A pooler”.';
