import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { drawOrderStates } from './draw-order-states.js';
import {
  isOpen,
  isOrderState,
  isSettled,
  nextState,
  ORDER_EVENTS,
  ORDER_STATES,
  type OrderEvent,
  type OrderState,
} from './order-state.js';

/** All that may happen. Every other pair of state and event must lead nowhere. */
const MAY_HAPPEN: Record<OrderState, Partial<Record<OrderEvent, OrderState>>> = {
  pending: {
    payment_processing: 'processing',
    payment_failed: 'declined',
    payment_succeeded: 'paid',
    payment_mismatched: 'needs_review',
    payment_canceled: 'canceled',
    order_superseded: 'superseded',
  },
  processing: {
    payment_failed: 'declined',
    payment_succeeded: 'paid',
    payment_mismatched: 'needs_review',
    payment_canceled: 'canceled',
  },
  declined: {
    payment_processing: 'processing',
    payment_failed: 'declined',
    payment_succeeded: 'paid',
    payment_mismatched: 'needs_review',
    payment_canceled: 'canceled',
    order_superseded: 'superseded',
  },
  superseded: { payment_succeeded: 'paid', payment_mismatched: 'needs_review' },
  canceled: { payment_succeeded: 'paid', payment_mismatched: 'needs_review' },
  paid: {},
  needs_review: {},
};

const everyPair = ORDER_STATES.flatMap((from) =>
  ORDER_EVENTS.map((event) => [from, event, MAY_HAPPEN[from][event] ?? null] as const),
);

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
    const events = new Set(Object.values(MAY_HAPPEN).flatMap((moves) => Object.keys(moves)));

    expect(new Set(ORDER_STATES)).toEqual(new Set(Object.keys(MAY_HAPPEN)));
    expect(new Set(ORDER_EVENTS)).toEqual(events);
  });

  it.each(everyPair)('from %s by %s leads to %s', (from, event, to) => {
    expect(nextState(from, event)).toBe(to);
  });

  it('can lead from pending to every other state, and never back', () => {
    const others = ORDER_STATES.filter((state) => state !== 'pending');

    expect(reachableFrom('pending')).toEqual(new Set(others));
  });

  it('leads to paid from every state that is not settled', () => {
    const open = ORDER_STATES.filter((state) => !isSettled(state));

    expect(open.filter((state) => nextState(state, 'payment_succeeded') !== 'paid')).toEqual([]);
  });
});

describe(isOpen.name, () => {
  it('is true while money is expected', () => {
    expect(ORDER_STATES.filter(isOpen)).toEqual(['pending', 'processing', 'declined']);
  });
});

describe(isSettled.name, () => {
  it('is true of exactly the states that nothing leads out of', () => {
    const ends = ORDER_STATES.filter((state) => reachableFrom(state).size === 0);

    expect(ORDER_STATES.filter(isSettled)).toEqual(ends);
  });
});

describe(isOrderState.name, () => {
  it('knows a state from any other word', () => {
    expect(ORDER_STATES.every(isOrderState)).toBe(true);
    expect(['refunded', 'PAID', ''].some(isOrderState)).toBe(false);
  });
});

describe('docs/order-states.md', () => {
  it('is what the transitions draw: run `npm run draw` when it is not', () => {
    const file = path.resolve(import.meta.dirname, '../../../docs/order-states.md');

    expect(readFileSync(file, 'utf8')).toBe(drawOrderStates());
  });
});
