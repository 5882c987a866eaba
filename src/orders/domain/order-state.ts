export const ORDER_STATES = [
  'pending',
  'processing',
  'declined',
  'paid',
  'needs_review',
  'superseded',
  'canceled',
] as const;

export type OrderState = (typeof ORDER_STATES)[number];

interface Transition {
  from: readonly OrderState[];
  to: OrderState;
}

/**
 * The order's life as data: what may happen, in which states, and the state that follows. What is
 * not here cannot happen. docs/order-states.md is drawn from it.
 */
export const TRANSITIONS = {
  payment_processing: { from: ['pending', 'declined'], to: 'processing' },
  // Again and again, once for each attempt: see `Happening.failedAttempt`.
  payment_failed: { from: ['pending', 'processing', 'declined'], to: 'declined' },
  // Money may arrive after we gave up on it: superseded and canceled orders still turn paid.
  payment_succeeded: {
    from: ['pending', 'processing', 'declined', 'superseded', 'canceled'],
    to: 'paid',
  },
  payment_mismatched: {
    from: ['pending', 'processing', 'declined', 'superseded', 'canceled'],
    to: 'needs_review',
  },
  payment_canceled: { from: ['pending', 'processing', 'declined'], to: 'canceled' },
  // Not while the bank decides: that money may be on its way.
  order_superseded: { from: ['pending', 'declined'], to: 'superseded' },
} as const satisfies Record<string, Transition>;

export type OrderEvent = keyof typeof TRANSITIONS;

export const ORDER_EVENTS = Object.keys(TRANSITIONS) as OrderEvent[];

/** The state that follows, or null where the event cannot happen to an order in that state. */
export function nextState(from: OrderState, event: OrderEvent): OrderState | null {
  const transition: Transition = TRANSITIONS[event];
  return transition.from.includes(from) ? transition.to : null;
}

/** Money is still expected: the shopper is led back to this order rather than given another. */
export function isOpen(state: OrderState): boolean {
  return state === 'pending' || state === 'processing' || state === 'declined';
}

/** Nothing that Stripe says of the payment can change the order any more. */
export function isSettled(state: OrderState): boolean {
  return state === 'paid' || state === 'needs_review';
}

export function isOrderState(text: string): text is OrderState {
  return (ORDER_STATES as readonly string[]).includes(text);
}
