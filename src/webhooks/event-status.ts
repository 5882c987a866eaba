/**
 * - `received`: stored, not processed yet.
 * - `retry_scheduled`: processing failed, and is retried at `nextAttemptAt`.
 * - `dead_letter`: processing failed for a day. A person has to look at it.
 * - `processed`: done.
 */
export type EventStatus = 'received' | 'retry_scheduled' | 'dead_letter' | 'processed';

interface Undismissed {
  status: EventStatus;
  dismissedAt: null;
}

export const DEAD_LETTER: Undismissed = { status: 'dead_letter', dismissedAt: null };
export const RETRY_SCHEDULED: Undismissed = { status: 'retry_scheduled', dismissedAt: null };
