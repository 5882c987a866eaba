import { setTimeout as wait } from 'node:timers/promises';
import { isSqliteError } from './is-sqlite-error.js';

interface RetryOptions {
  retryForMs?: number;
  onBusy?: () => void;
}

const RETRY_FOR_MS = 5_000;
const RETRY_DELAY_MS = { shortest: 1, longest: 12 };

/**
 * Retries while another process holds the lock, without blocking the event loop as SQLite's busy timeout
 * does. Rejects with the last error after `retryForMs`.
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

/** An error of better-sqlite3, or of Prisma's adapter. */
function isBusy(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error) return isSqliteError(error, 'SQLITE_BUSY');
  return 'cause' in error && hasKind(error.cause) && error.cause.kind === 'SocketTimeout';
}

function hasKind(cause: unknown): cause is { kind: unknown } {
  return typeof cause === 'object' && cause !== null && 'kind' in cause;
}
