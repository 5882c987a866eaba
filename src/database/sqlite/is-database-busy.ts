import { Prisma } from '../generated/client.js';

// P1008: the lock was not had in time. P2028: the turn in our own queue did not come in time.
const BUSY = ['P1008', 'P2028'];

/** Another writer kept the database for longer than anyone should wait. Nothing was written. */
export function isDatabaseBusy(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && BUSY.includes(error.code);
}
