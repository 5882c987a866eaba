import { describe, expect, it } from '@jest/globals';
import { ORDER_STATES } from '../domain/order-state.js';
import { canWithdraw, deliveredBy } from './withdrawal-policy.js';

const NOW = new Date('2026-12-15T12:00:00Z');

describe(canWithdraw.name, () => {
  it('is for orders whose money the shop has', () => {
    const states = ORDER_STATES.filter((state) => canWithdraw(state, 14, null, NOW));

    expect(states).toEqual(['paid', 'partially_refunded', 'disputed', 'needs_review']);
  });

  it.each([
    ['before it is known when they arrived', null, true],
    ['on the last day', new Date('2026-12-01T12:00:00Z'), true],
    ['after it', new Date('2026-12-01T11:59:59Z'), false],
  ])('counts the days from the delivery: %s', (_when, arrived, expected) => {
    expect(canWithdraw('paid', 14, arrived, NOW)).toBe(expected);
  });

  it('is not where the law has no such right', () => {
    expect(canWithdraw('paid', 0, null, NOW)).toBe(false);
  });
});

describe(deliveredBy.name, () => {
  const FIRST = new Date('2026-11-01T12:00:00Z');
  const SECOND = new Date('2026-11-05T12:00:00Z');
  const parcel = (sentAt: Date | null, quantity: number, kind: 'post' | 'pickup' = 'pickup') => ({
    ...{ kind, sentAt, lines: [{ quantity }] },
    state: sentAt === null ? 'packed' : 'sent',
  });

  it('is when the last copy was collected', () => {
    expect(deliveredBy(3, [parcel(SECOND, 1), parcel(FIRST, 2)])).toEqual(SECOND);
  });

  it('is a month after the last parcel was sent, as nobody tells when it arrives', () => {
    expect(deliveredBy(3, [parcel(FIRST, 2, 'post'), parcel(SECOND, 1)])).toEqual(
      new Date('2026-12-01T12:00:00Z'),
    );
  });

  it.each([
    ['none has been packed', []],
    ['one is packed', [parcel(FIRST, 2), parcel(null, 1)]],
    ['one was called back', [parcel(FIRST, 2), { ...parcel(SECOND, 1), state: 'canceled' }]],
  ])('is not known while %s', (_, parcels) => {
    expect(deliveredBy(3, parcels)).toBeNull();
  });

  it('is not known of an order whose lines are lost', () => {
    expect(deliveredBy(0, [])).toBeNull();
  });
});
