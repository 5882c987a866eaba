import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import { Prisma } from '../generated/client.js';
import { isSqliteError } from './is-sqlite-error.js';

// P1008: the write lock was not acquired in time. P2028: the transaction did not start in time.
const BUSY = ['P1008', 'P2028'];

/** True if a write gave up waiting for another writer. Nothing was written. */
export function isDatabaseBusy(error: unknown): boolean {
  if (error instanceof DriverAdapterError) return error.cause.kind === 'SocketTimeout';
  return error instanceof Prisma.PrismaClientKnownRequestError && BUSY.includes(error.code);
}

/** Any error of the database, such as a full disk. */
export function isDatabaseError(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError ||
    error instanceof Prisma.PrismaClientUnknownRequestError ||
    error instanceof DriverAdapterError ||
    isSqliteError(error)
  );
}
