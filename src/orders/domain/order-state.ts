export const ORDER_STATES = [
  'pending',
  'processing',
  'declined',
  'paid',
  'partially_refunded',
  'refunded',
  'disputed',
  'needs_review',
  'superseded',
  'canceled',
  'expired',
] as const;

export type OrderState = (typeof ORDER_STATES)[number];

interface Transition {
  /** Null: there is no order yet. */
  from: readonly (OrderState | null)[];
  to: OrderState;
}

const UNPAID = ['pending', 'processing', 'declined'] as const;
const CLOSED_UNPAID = ['superseded', 'canceled', 'expired'] as const;
const PAID_STATES = ['paid', 'partially_refunded', 'refunded', 'disputed'] as const;

/**
 * The order's life as data: what may happen, in which states, and the state that follows. What is
 * not here cannot happen. docs/order-states.md is drawn from it.
 */
export const TRANSITIONS = {
  order_placed: { from: [null], to: 'pending' },
  // After a restore, from what Stripe knows of it.
  order_recovered: { from: [null], to: 'needs_review' },
  payment_processing: { from: ['pending', 'declined'], to: 'processing' },
  // A declined attempt was followed by another before we heard of either.
  payment_incomplete: { from: ['processing'], to: 'pending' },
  // Again and again, once for each attempt: see `Happening.failedAttempt`.
  payment_failed: { from: [...UNPAID], to: 'declined' },
  // Money may arrive after we gave up on it.
  payment_succeeded: { from: [...UNPAID, ...CLOSED_UNPAID], to: 'paid' },
  payment_mismatched: { from: [...UNPAID, ...CLOSED_UNPAID], to: 'needs_review' },
  // The right money came when the copies had gone to somebody else.
  stock_unavailable: { from: [...UNPAID, ...CLOSED_UNPAID], to: 'needs_review' },
  payment_canceled: { from: [...UNPAID], to: 'canceled' },
  // Only once its PaymentIntent is canceled at Stripe, as `abandoned`: nobody can pay it any more.
  order_expired: { from: [...UNPAID], to: 'expired' },
  // Not while the bank decides: that money may be on its way.
  order_superseded: { from: ['pending', 'declined'], to: 'superseded' },
  // After the sale the ledger decides which of these it is: see read-after-sale.ts.
  partially_refunded: { from: [...PAID_STATES], to: 'partially_refunded' },
  fully_refunded: { from: [...PAID_STATES, 'needs_review'], to: 'refunded' },
  payment_disputed: { from: [...PAID_STATES, 'needs_review'], to: 'disputed' },
  // A person looked at it, and sends the books.
  review_accepted: { from: ['needs_review'], to: 'paid' },
  // A refund failed, or a dispute was won: the shop has all of the money again.
  funds_restored: { from: ['partially_refunded', 'refunded', 'disputed'], to: 'paid' },
  // The same for one that had never been found right: a person still has to look at it.
  review_reopened: { from: ['refunded', 'disputed'], to: 'needs_review' },
} as const satisfies Record<string, Transition>;

export type OrderEvent = keyof typeof TRANSITIONS;

export const ORDER_EVENTS = Object.keys(TRANSITIONS) as OrderEvent[];

/**
 * What the timeline tells of, too, and leaves the state as it is: money that moved while a person has
 * yet to look at the order, and that a person has seen its dispute.
 */
export type OrderNote = 'ledger_updated' | 'dispute_dismissed';

/** The state that follows, or null where the event cannot happen to an order in that state. */
export function nextState(from: OrderState | null, event: OrderEvent): OrderState | null {
  const transition: Transition = TRANSITIONS[event];
  return transition.from.includes(from) ? transition.to : null;
}

/** In which an order may be that the event happens to. */
export function statesBefore(event: OrderEvent): OrderState[] {
  return ORDER_STATES.filter((state) => nextState(state, event) !== null);
}

/** Money is still expected: the shopper is led back to this order rather than given another. */
export function isOpen(state: OrderState): boolean {
  return (UNPAID as readonly string[]).includes(state);
}

/** Given up: it promises nothing any more, unless money comes after all. */
export function isClosedUnpaid(state: OrderState): boolean {
  return !isOpen(state) && !hasBeenPaid(state);
}

/** The money is here, or was: from now on only refunds and disputes change the order. */
export function hasBeenPaid(state: OrderState): boolean {
  return state === 'needs_review' || (PAID_STATES as readonly string[]).includes(state);
}

export function isOrderState(text: string): text is OrderState {
  return (ORDER_STATES as readonly string[]).includes(text);
}
