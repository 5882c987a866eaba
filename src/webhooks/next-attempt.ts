const FIRST_DELAY_MS = 15_000;
const MAX_DELAY_MS = 3_600_000;
const RETRY_FOR_MS = 24 * 3_600_000;

/** Exponential backoff. Null when the next attempt would be more than a day after the event's arrival. */
export function nextAttempt(receivedAt: Date, attempts: number, now: Date): Date | null {
  const pause = Math.min(FIRST_DELAY_MS * 2 ** attempts, MAX_DELAY_MS);
  const next = new Date(now.getTime() + pause);
  return next.getTime() - receivedAt.getTime() > RETRY_FOR_MS ? null : next;
}
