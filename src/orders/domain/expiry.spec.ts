import { describe, expect, it } from '@jest/globals';
import { isOverdue } from './expiry.js';
import { ORDER_STATES } from './order-state.js';
import type { Standing } from './order.js';

const PATIENCE_MS = 1_000;
const overdue = (standing: Standing, milliseconds: number, state = ORDER_STATES[0]) =>
  isOverdue({ state }, standing, milliseconds, PATIENCE_MS);

describe(isOverdue.name, () => {
  it('is true once the patience is over, and not before', () => {
    expect([overdue('known', 1_000), overdue('known', 1_001)]).toEqual([false, true]);
  });

  it('waits twice as long while the bank asks', () => {
    expect([overdue('bank-asks', 2_000), overdue('bank-asks', 2_001)]).toEqual([false, true]);
  });

  it('is never true of what cannot be asked about', () => {
    expect([overdue('unreachable', 1e12), overdue('elsewhere', 1e12)]).toEqual([false, false]);
  });

  it('is true of orders that the shopper has yet to pay, and of no other', () => {
    const isOld = (state: (typeof ORDER_STATES)[number]) =>
      isOverdue({ state }, 'known', 1e12, PATIENCE_MS);

    expect(ORDER_STATES.filter(isOld)).toEqual(['pending', 'declined']);
  });
});
