import { setTimeout as wait } from 'node:timers/promises';

interface RetryOptions {
  retryForMs?: number;
  onBusy?: () => void;
}

const RETRY_FOR_MS = 5_000;
const RETRY_DELAY_MS = { shortest: 1, longest: 12 };

/**
 * Another process holds the lock: ask again, without blocking the event loop as SQLite's own busy
 * timeout would. Gives up with the last error when patience has run out.
 */
export async function retryWhileBusy<T>(
  attempt: () => T | Promise<T>,
  { retryForMs = RETRY_FOR_MS, onBusy }: RetryOptions = {},
): Promise<T> {
  const deadline = performance.now() + retryForMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() >= deadline) throw error;
      onBusy?.();
      await wait(
        RETRY_DELAY_MS.shortest +
          Math.random() * (RETRY_DELAY_MS.longest - RETRY_DELAY_MS.shortest),
      );
    }
  }
}

/**
 * As better-sqlite3 throws it, or as Prisma's adapter rewrites it. By shape, not `instanceof`: the
 * native addon makes its errors with the first class that was given to it in the process.
 */
function isBusy(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error) return String(error.code).startsWith('SQLITE_BUSY');
  return 'cause' in error && hasKind(error.cause) && error.cause.kind === 'SocketTimeout';
}

function hasKind(cause: unknown): cause is { kind: unknown } {
  return typeof cause === 'object' && cause !== null && 'kind' in cause;
}
