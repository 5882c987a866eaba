import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import { Prisma } from './generated/client.js';
import { isPostgresqlBusy, sqlState } from './postgresql/sql-state.js';
import { isSqliteError } from './sqlite/is-sqlite-error.js';

// P1008: the write lock was not acquired in time. P2028: the transaction did not start in time.
const BUSY = ['P1008', 'P2028'];

/**
 * True if the database did not take a write in time. Nothing was written, unless PostgreSQL went away when it was to
 * commit: whoever asks again finds what it did.
 */
export function isDatabaseBusy(error: unknown): boolean {
  if (error instanceof DriverAdapterError && error.cause.kind === 'SocketTimeout') return true;
  const isKnown = error instanceof Prisma.PrismaClientKnownRequestError;
  return (isKnown && BUSY.includes(error.code)) || isPostgresqlBusy(error);
}

/** Any error of the database, such as a full disk. */
export function isDatabaseError(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError ||
    error instanceof Prisma.PrismaClientUnknownRequestError ||
    error instanceof DriverAdapterError ||
    isSqliteError(error) ||
    sqlState(error) !== null ||
    isPostgresqlBusy(error)
  );
}
