import { describe, expect, it } from '@jest/globals';
import { ORDER_STATES } from '../domain/order-state.js';
import type { PaymentSyncStatus } from '../domain/order.js';
import { isOverdue } from './expiry-policy.js';

const EXPIRES_AFTER_MS = 1_000;
const overdue = (syncStatus: PaymentSyncStatus, milliseconds: number, state = ORDER_STATES[0]) =>
  isOverdue({ state }, syncStatus, milliseconds, EXPIRES_AFTER_MS);

describe(isOverdue.name, () => {
  it('is true once the patience is over, and not before', () => {
    expect([overdue('synced', 1_000), overdue('synced', 1_001)]).toEqual([false, true]);
  });

  it('waits twice as long while the bank asks', () => {
    expect([overdue('requires_action', 2_000), overdue('requires_action', 2_001)]).toEqual([
      false,
      true,
    ]);
  });

  it('is never true of what cannot be asked about', () => {
    expect([overdue('stripe_unavailable', 1e12), overdue('other_account', 1e12)]).toEqual([
      false,
      false,
    ]);
  });

  it('is true of orders that the shopper has yet to pay, and of no other', () => {
    const isOverdueIn = (state: (typeof ORDER_STATES)[number]) =>
      isOverdue({ state }, 'synced', 1e12, EXPIRES_AFTER_MS);

    expect(ORDER_STATES.filter(isOverdueIn)).toEqual(['pending', 'declined']);
  });
});
