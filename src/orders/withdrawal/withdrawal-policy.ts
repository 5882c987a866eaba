import { hasBeenPaid, type OrderState } from '../domain/order-state.js';

const DAY_MS = 24 * 60 * 60_000;
/** Carriers do not tell the shop when a parcel has arrived. This is late enough for every one. */
const LONGEST_POST_DAYS = 30;

interface Sent {
  kind: 'post' | 'pickup';
  state: string;
  /** When it was sent or collected; null before. */
  sentAt: Date | null;
  lines: readonly { quantity: number }[];
}

/**
 * Whether a consumer can withdraw from the contract of an order now. `days`: how long after the delivery; 0: not in
 * this shop. `deliveredBy`: null while that is not known, and so the period has not ended.
 */
export function canWithdraw(
  state: OrderState,
  days: number,
  deliveredBy: Date | null,
  now: Date,
): boolean {
  if (days === 0 || !hasBeenPaid(state) || state === 'refunded') return false;
  return deliveredBy === null || now.getTime() <= deliveredBy.getTime() + days * DAY_MS;
}

/** When the last of so many copies has arrived at the latest. Null while not all of them have left. */
export function deliveredBy(copies: number, parcels: readonly Sent[]): Date | null {
  const sent = parcels.filter(({ state }) => state !== 'canceled');
  const arrivals = sent.flatMap(({ kind, sentAt, lines }) =>
    sentAt === null ? [] : [{ at: arrivalOf(kind, sentAt), copies: sumOf(lines) }],
  );
  const arrived = arrivals.reduce((sum, arrival) => sum + arrival.copies, 0);
  if (arrived < copies || arrivals.length === 0) return null;
  return new Date(Math.max(...arrivals.map(({ at }) => at)));
}

function arrivalOf(kind: Sent['kind'], sentAt: Date): number {
  return sentAt.getTime() + (kind === 'pickup' ? 0 : LONGEST_POST_DAYS * DAY_MS);
}

const sumOf = (lines: readonly { quantity: number }[]) =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);
