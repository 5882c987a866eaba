import { describe, expect, it } from '@jest/globals';
import { retryWhileBusy } from './retry-while-busy.js';

const asTheDriverThrowsIt = (code: string) =>
  Object.assign(new Error('database is locked'), { code });
const asPrismaRewritesIt = (kind: string) => new Error(kind, { cause: { kind } });

/** Throws what it is given, one at each attempt, then returns the number of attempts. */
function failing(...errors: Error[]) {
  let attempts = 0;
  return () => {
    const error = errors[attempts];
    attempts += 1;
    if (error) throw error;
    return attempts;
  };
}

describe(retryWhileBusy.name, () => {
  it('asks once when nobody holds the lock', async () => {
    await expect(retryWhileBusy(failing())).resolves.toBe(1);
  });

  it.each([
    ['the driver', asTheDriverThrowsIt('SQLITE_BUSY')],
    ['the driver, in detail', asTheDriverThrowsIt('SQLITE_BUSY_RECOVERY')],
    ['Prisma', asPrismaRewritesIt('SocketTimeout')],
  ])('asks again while the database is busy in the words of %s', async (_whose, busy) => {
    await expect(retryWhileBusy(failing(busy, busy))).resolves.toBe(3);
  });

  it('asks again when a promise is what failed', async () => {
    const attempt = failing(asTheDriverThrowsIt('SQLITE_BUSY'));

    await expect(retryWhileBusy(() => Promise.resolve().then(attempt))).resolves.toBe(2);
  });

  it.each([
    ['another error of the driver', asTheDriverThrowsIt('SQLITE_FULL')],
    ['another error of Prisma', asPrismaRewritesIt('UniqueConstraintViolation')],
    ['an error of nobody’s', new Error('SQLITE_BUSY')],
  ])('does not ask again after %s', async (_case, error) => {
    await expect(retryWhileBusy(failing(error))).rejects.toBe(error);
  });

  it('gives up with the last error when patience has run out', async () => {
    const busy = asTheDriverThrowsIt('SQLITE_BUSY');
    const alwaysBusy = () => {
      throw busy;
    };

    await expect(retryWhileBusy(alwaysBusy, { retryForMs: 20 })).rejects.toBe(busy);
  });

  it('lets others run while it waits', async () => {
    let isLocked = true;
    setImmediate(() => (isLocked = false));
    const attempt = () => {
      if (isLocked) throw asTheDriverThrowsIt('SQLITE_BUSY');
      return 'written';
    };

    await expect(retryWhileBusy(attempt)).resolves.toBe('written');
  });
});
