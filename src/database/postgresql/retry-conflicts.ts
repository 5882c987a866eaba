import { setTimeout as wait } from 'node:timers/promises';
import { isAway, isConflict } from './sql-state.js';

/** By time: some attempts are over within milliseconds. */
export const RETRY_FOR_MS = 5_000;
const LONGEST_PAUSE_MS = 64;

/** To be set before COMMIT is sent. */
export interface Commit {
  isSent: boolean;
}

/**
 * Runs a transaction again while it loses against others, and while the server is away unless COMMIT was sent: of
 * that nobody knows what it did. `runAlone`: runs what has lost once, so that those that have do not meet each other
 * again. Rejects with the last error.
 */
export async function retryConflicts<T>(
  run: (commit: Commit) => Promise<T>,
  runAlone: (again: () => Promise<T>) => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + RETRY_FOR_MS;
  for (let attempt = 1; ; attempt += 1) {
    const commit: Commit = { isSent: false };
    try {
      return await (attempt === 1 ? run(commit) : runAlone(() => run(commit)));
    } catch (error) {
      const mayRunAgain = isConflict(error, attempt) || (!commit.isSent && isAway(error));
      if (!mayRunAgain || performance.now() >= deadline) throw error;
    }
    await wait(Math.random() * Math.min(2 ** attempt, LONGEST_PAUSE_MS));
  }
}
