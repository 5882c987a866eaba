const FIRST_DELAY_MS = 30_000;
const MAX_DELAY_MS = 3_600_000;
const RETRY_FOR_MS = 3 * 24 * 3_600_000;

/** Exponential backoff after the given number of attempts, from 1. Null when the mail has been tried for three days. */
export function nextAttempt(createdAt: Date, attempts: number, now: Date): Date | null {
  if (now.getTime() - createdAt.getTime() > RETRY_FOR_MS) return null;
  const pause = Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), MAX_DELAY_MS);
  return new Date(now.getTime() + pause);
}
