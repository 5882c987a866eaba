import { describe, expect, it } from '@jest/globals';
import { anOrderLine } from '../../../test/support/offers.js';
import { ORDER_STATES, type OrderState } from '../domain/order-state.js';
import type { PaymentSyncStatus } from '../domain/order.js';
import { isOverdue, reservedUntil } from './expiry-policy.js';

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

describe(reservedUntil.name, () => {
  const createdAt = new Date('2026-11-29T16:40:00Z');
  const HOUR_MS = 3_600_000;
  const until = (state: OrderState = 'pending', { reserved = 1, requiresAction = false } = {}) => {
    const lines = [anOrderLine(), anOrderLine({ reserved })];
    return reservedUntil({ state, lines }, { createdAt, requiresAction }, HOUR_MS)?.toISOString();
  };

  it('is the end of the patience, which is twice as long while the bank asks', () => {
    expect(until()).toBe('2026-11-29T17:40:00.000Z');
    expect(until('declined')).toBe('2026-11-29T17:40:00.000Z');
    expect(until('pending', { requiresAction: true })).toBe('2026-11-29T18:40:00.000Z');
  });

  it('is not said of a payment on its way, of closed orders, or where nothing is reserved', () => {
    expect(until('processing')).toBeUndefined();
    expect(until('paid')).toBeUndefined();
    expect(until('expired')).toBeUndefined();
    expect(until('pending', { reserved: 0 })).toBeUndefined();
  });
});
