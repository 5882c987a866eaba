/**
 * Of an event: it is on disk, and nobody has tried to apply it yet; it could not be applied, and is
 * tried again; it was tried for a day, and waits for a person; nothing is left to be done.
 */
export type EventState = 'kept' | 'waiting' | 'parked' | 'applied';

interface Undismissed {
  state: EventState;
  dismissedAt: null;
}

/** What waits for a person, as long as nobody has dismissed it. */
export const PARKED: Undismissed = { state: 'parked', dismissedAt: null };
export const WAITING: Undismissed = { state: 'waiting', dismissedAt: null };
