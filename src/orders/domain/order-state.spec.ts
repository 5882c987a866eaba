import { describe, expect, it } from '@jest/globals';
import {
  hasBeenPaid,
  isClosedUnpaid,
  isOpen,
  isOrderState,
  nextState,
  ORDER_EVENTS,
  ORDER_STATES,
  type OrderEvent,
  type OrderState,
  statesBefore,
} from './order-state.js';

const GIVEN_UP = {
  payment_succeeded: 'paid',
  payment_mismatched: 'needs_review',
  stock_unavailable: 'needs_review',
} as const;

const PAID = {
  partially_refunded: 'partially_refunded',
  fully_refunded: 'refunded',
  payment_disputed: 'disputed',
} as const;
const AFTER_SALE = { ...PAID, funds_restored: 'paid' } as const;

const MAY_BEGIN: Partial<Record<OrderEvent, OrderState>> = {
  order_placed: 'pending',
  order_recovered: 'needs_review',
};

/** All allowed transitions. Every other pair of state and event must be refused. */
const MAY_HAPPEN: Record<OrderState, Partial<Record<OrderEvent, OrderState>>> = {
  pending: {
    payment_processing: 'processing',
    payment_failed: 'declined',
    payment_succeeded: 'paid',
    payment_mismatched: 'needs_review',
    stock_unavailable: 'needs_review',
    payment_canceled: 'canceled',
    order_expired: 'expired',
    order_superseded: 'superseded',
  },
  processing: {
    payment_incomplete: 'pending',
    payment_failed: 'declined',
    payment_succeeded: 'paid',
    payment_mismatched: 'needs_review',
    stock_unavailable: 'needs_review',
    payment_canceled: 'canceled',
    order_expired: 'expired',
  },
  declined: {
    payment_processing: 'processing',
    payment_failed: 'declined',
    payment_succeeded: 'paid',
    payment_mismatched: 'needs_review',
    stock_unavailable: 'needs_review',
    payment_canceled: 'canceled',
    order_expired: 'expired',
    order_superseded: 'superseded',
  },
  superseded: GIVEN_UP,
  canceled: GIVEN_UP,
  expired: GIVEN_UP,
  paid: PAID,
  partially_refunded: AFTER_SALE,
  refunded: { ...AFTER_SALE, review_reopened: 'needs_review' },
  disputed: { ...AFTER_SALE, review_reopened: 'needs_review' },
  // Only a person, a full refund or a dispute ends a review.
  needs_review: {
    fully_refunded: 'refunded',
    payment_disputed: 'disputed',
    review_accepted: 'paid',
  },
};

const everyPair = [null, ...ORDER_STATES].flatMap((from) => {
  const moves = from === null ? MAY_BEGIN : MAY_HAPPEN[from];
  return ORDER_EVENTS.map((event) => [from, event, moves[event] ?? null] as const);
});

function reachableFrom(state: OrderState, seen = new Set<OrderState>()): Set<OrderState> {
  for (const event of ORDER_EVENTS) {
    const next = nextState(state, event);
    if (!next || seen.has(next)) continue;
    reachableFrom(next, seen.add(next));
  }
  return seen;
}

describe(nextState.name, () => {
  it('knows the states and events below and no others', () => {
    const all = [MAY_BEGIN, ...Object.values(MAY_HAPPEN)];
    const events = new Set(all.flatMap((moves) => Object.keys(moves)));

    expect(new Set(ORDER_STATES)).toEqual(new Set(Object.keys(MAY_HAPPEN)));
    expect(new Set(ORDER_EVENTS)).toEqual(events);
  });

  it.each(everyPair)('from %s by %s leads to %s', (from, event, to) => {
    expect(nextState(from, event)).toBe(to);
  });

  it('can lead from pending to every state', () => {
    expect(reachableFrom('pending')).toEqual(new Set(ORDER_STATES));
  });

  it('leads to paid from every state that is not settled', () => {
    const open = ORDER_STATES.filter((state) => !hasBeenPaid(state));

    expect(open.filter((state) => nextState(state, 'payment_succeeded') !== 'paid')).toEqual([]);
  });
});

describe(statesBefore.name, () => {
  it('is where the event can happen to an order, and nowhere for what an order begins with', () => {
    expect(statesBefore('order_superseded')).toEqual(['pending', 'declined']);
    expect(statesBefore('order_placed')).toEqual([]);
  });
});

describe(isOpen.name, () => {
  it('is true while money is expected', () => {
    expect(ORDER_STATES.filter(isOpen)).toEqual(['pending', 'processing', 'declined']);
  });
});

describe(isClosedUnpaid.name, () => {
  it('is true where neither money is expected nor any has come', () => {
    expect(ORDER_STATES.filter(isClosedUnpaid)).toEqual(['superseded', 'canceled', 'expired']);
  });
});

describe(hasBeenPaid.name, () => {
  it('is true of the states that money cannot come to, and nothing leads out of them', () => {
    const settled = ORDER_STATES.filter(hasBeenPaid);
    const followers = settled.flatMap((state) => [...reachableFrom(state)]);

    expect(settled).toEqual(
      ORDER_STATES.filter((state) => nextState(state, 'payment_succeeded') === null),
    );
    expect(followers.every(hasBeenPaid)).toBe(true);
  });
});

describe(isOrderState.name, () => {
  it('knows a state from any other word', () => {
    expect(ORDER_STATES.every(isOrderState)).toBe(true);
    expect(['shipped', 'PAID', ''].some(isOrderState)).toBe(false);
  });
});
