import { messageOf } from '../../common/error.js';
import { DatabaseAwayError } from '../database-away-error.js';
import { Prisma } from '../generated/client.js';

/** Two transactions that cannot both be as if alone; two that wait for each other. Both were rolled back. */
const CONFLICTS = ['40001', '40P01'];
const UNIQUE_VIOLATION = '23505';
/** Too long for a lock or a statement; a standby that is not the primary yet. */
const TOO_LATE = ['55P03', '57014', '25006', '25P03', '25P04'];
/** A server that stops, starts, ends the connection, or has no connection left. */
const AWAY_STATES = /^(57P0\d|53300|08...)$/;
const AWAY_CODES = ['P1001', 'P1002', 'P1017', 'P2037'];
/** What Prisma's driver adapter makes of an error of the connection. */
const AWAY_KINDS = [
  'ConnectionClosed',
  'DatabaseNotReachable',
  'SocketTimeout',
  'TooManyConnections',
];
const AWAY_ERRNO = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
];
/** What pg and Prisma say without a code. */
const AWAY_WORDS =
  /not queryable|Connection terminated|timeout exceeded when trying to connect|Client was closed|server closed the connection/i;

/**
 * What PostgreSQL calls an error, wherever it is kept: in an error of pg, in the `meta` of Prisma's, or in the `cause`
 * of its driver adapter's, which a failed COMMIT throws. Null if the server did not say anything.
 */
export function sqlState(error: unknown): string | null {
  const original = valueOf(adapterCause(error), 'originalCode');
  // Only the server's errors have a severity: codes of Node are as long.
  const code = original ?? (valueOf(error, 'severity') ? valueOf(error, 'code') : null);
  return typeof code === 'string' ? code : null;
}

/** Nothing was written, and the same work may succeed if it runs again. */
export function isConflict(error: unknown, attempt: number): boolean {
  const state = sqlState(error) ?? '';
  // Two looked for a key, did not find it, and wrote it: the second finds that of the first.
  return CONFLICTS.includes(state) || (state === UNIQUE_VIOLATION && attempt === 1);
}

/** The server cannot be reached, or has gone. Of what else than a query throws it, it tells nothing. */
export function isAway(error: unknown): boolean {
  if (AWAY_STATES.test(sqlState(error) ?? '')) return true;
  if (AWAY_KINDS.includes(String(valueOf(adapterCause(error), 'kind')))) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) return AWAY_CODES.includes(error.code);
  const isUnreachable = AWAY_ERRNO.includes(String(valueOf(error, 'code')));
  return isUnreachable || (error instanceof Error && AWAY_WORDS.test(error.message));
}

/** What a query throws, with a name of its own where the server is away. */
export function asDatabaseError(error: unknown): unknown {
  return isAway(error) ? new DatabaseAwayError(messageOf(error), { cause: error }) : error;
}

/** Whoever asks again later may succeed. */
export function isPostgresqlBusy(error: unknown): boolean {
  const state = sqlState(error) ?? '';
  return error instanceof DatabaseAwayError || [...CONFLICTS, ...TOO_LATE].includes(state);
}

function adapterCause(error: unknown): unknown {
  return valueOf(valueOf(valueOf(error, 'meta'), 'driverAdapterError') ?? error, 'cause');
}

function valueOf(from: unknown, key: string): unknown {
  return typeof from === 'object' && from !== null
    ? (from as Record<string, unknown>)[key]
    : undefined;
}
