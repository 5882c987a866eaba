/**
 * Of an event: it is on disk, and nobody has tried to apply it yet; it could not be applied, and is
 * tried again; it was tried for a day, and waits for a person; nothing is left to be done.
 */
export type EventStatus = 'received' | 'retry_scheduled' | 'dead_letter' | 'processed';

interface Undismissed {
  status: EventStatus;
  dismissedAt: null;
}

/** What waits for a person, as long as nobody has dismissed it. */
export const DEAD_LETTER: Undismissed = { status: 'dead_letter', dismissedAt: null };
export const RETRY_SCHEDULED: Undismissed = { status: 'retry_scheduled', dismissedAt: null };
