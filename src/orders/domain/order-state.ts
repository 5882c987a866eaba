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
  /** Null for a new order. */
  from: readonly (OrderState | null)[];
  to: OrderState;
}

const UNPAID = ['pending', 'processing', 'declined'] as const;
const CLOSED_UNPAID = ['superseded', 'canceled', 'expired'] as const;
const PAID_STATES = ['paid', 'partially_refunded', 'refunded', 'disputed'] as const;

/**
 * The state machine: every event, the states it is allowed in, and the next state. docs/order-states.md
 * is generated from it.
 */
export const TRANSITIONS = {
  order_placed: { from: [null], to: 'pending' },
  // After a restore, from the payment at Stripe.
  order_recovered: { from: [null], to: 'needs_review' },
  payment_processing: { from: ['pending', 'declined'], to: 'processing' },
  // A declined attempt was followed by another before the shop knew of either.
  payment_incomplete: { from: ['processing'], to: 'pending' },
  // Once for each attempt: see `OrderTransition.failedAttempt`.
  payment_failed: { from: [...UNPAID], to: 'declined' },
  // Money may arrive after the order was closed.
  payment_succeeded: { from: [...UNPAID, ...CLOSED_UNPAID], to: 'paid' },
  payment_mismatched: { from: [...UNPAID, ...CLOSED_UNPAID], to: 'needs_review' },
  // The amount is right, but the copies were sold to other orders.
  stock_unavailable: { from: [...UNPAID, ...CLOSED_UNPAID], to: 'needs_review' },
  payment_canceled: { from: [...UNPAID], to: 'canceled' },
  // Only after the PaymentIntent was canceled as `abandoned`.
  order_expired: { from: [...UNPAID], to: 'expired' },
  // Not while the payment is processing.
  order_superseded: { from: ['pending', 'declined'], to: 'superseded' },
  // The ledger decides between these: see payment/refunds-and-disputes.ts.
  partially_refunded: { from: [...PAID_STATES], to: 'partially_refunded' },
  fully_refunded: { from: [...PAID_STATES, 'needs_review'], to: 'refunded' },
  payment_disputed: { from: [...PAID_STATES, 'needs_review'], to: 'disputed' },
  // A person has accepted the order, and the books are sent.
  review_accepted: { from: ['needs_review'], to: 'paid' },
  // A refund failed or a dispute was won: the balance is the full amount again.
  funds_restored: { from: ['partially_refunded', 'refunded', 'disputed'], to: 'paid' },
  // The same for an order that was never accepted.
  review_reopened: { from: ['refunded', 'disputed'], to: 'needs_review' },
} as const satisfies Record<string, Transition>;

export type OrderEvent = keyof typeof TRANSITIONS;

export const ORDER_EVENTS = Object.keys(TRANSITIONS) as OrderEvent[];

/**
 * A timeline entry that leaves the state as it is.
 *
 * - `ledger_updated`: money moved while the order is under review.
 * - `dispute_dismissed`: a person has seen the dispute.
 * - `parcel_…`: see src/fulfilment/domain/parcel-state.ts.
 * - `copies_restocked`: a person has put copies back on the shelf.
 */
export const ORDER_NOTES = [
  'ledger_updated',
  'dispute_dismissed',
  'parcel_packed',
  'parcel_sent',
  'parcel_collected',
  'parcel_undone',
  'parcel_unpacked',
  'copies_restocked',
] as const;

export type OrderNote = (typeof ORDER_NOTES)[number];

/** Null if the event is not allowed in this state. */
export function nextState(from: OrderState | null, event: OrderEvent): OrderState | null {
  const transition: Transition = TRANSITIONS[event];
  return transition.from.includes(from) ? transition.to : null;
}

/** The states in which the event is allowed. */
export function statesBefore(event: OrderEvent): OrderState[] {
  return ORDER_STATES.filter((state) => nextState(state, event) !== null);
}

/** The order can still be paid. A checkout of the same offer returns it. */
export function isOpen(state: OrderState): boolean {
  return (UNPAID as readonly string[]).includes(state);
}

/** Its copies are released. A late payment still moves it. */
export function isClosedUnpaid(state: OrderState): boolean {
  return !isOpen(state) && !hasBeenPaid(state);
}

/** Also true if the money was refunded since. Only refunds, disputes and a review change the order. */
export function hasBeenPaid(state: OrderState): boolean {
  return state === 'needs_review' || (PAID_STATES as readonly string[]).includes(state);
}

export function isOrderState(text: string): text is OrderState {
  return (ORDER_STATES as readonly string[]).includes(text);
}
