import { describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { toAfterSale } from './to-after-sale.js';

const refund = (id: string, status: string) =>
  ({ id, amount: 500, currency: 'usd', status }) as Stripe.Refund;

const dispute = (status: string, ...moved: number[]) => {
  const balance_transactions = moved.map((amount) => ({ amount, currency: 'eur' }));
  const money = { amount: 2300, currency: 'usd', balance_transactions };
  return { id: 'dp_1', status, ...money } as Stripe.Dispute;
};

describe(toAfterSale, () => {
  it.each([
    ['pending', 'given'],
    ['requires_action', 'given'],
    ['succeeded', 'given'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('calls a refund that is %s %s', (status, outcome) => {
    expect(toAfterSale([refund('re_1', status)], []).refunds).toEqual([
      { refundId: 're_1', amountMinor: 500, currency: 'usd', outcome },
    ]);
  });

  it.each([
    ['warning_needs_response', 'inquiry'],
    ['warning_under_review', 'inquiry'],
    ['warning_closed', 'dropped'],
    ['prevented', 'dropped'],
    ['needs_response', 'open'],
    ['under_review', 'open'],
    ['appeal_needs_response', 'open'],
    ['appeal_under_review', 'open'],
    ['won', 'won'],
    ['lost', 'lost'],
    ['a_word_of_tomorrow', 'open'],
  ])('calls a dispute that is %s %s', (status, stage) => {
    expect(toAfterSale([], [dispute(status)]).disputes).toMatchObject([{ stage }]);
  });

  it.each([
    ['needs_response', [], 'untouched'],
    ['needs_response', [-2100], 'taken'],
    ['prevented', [-2100], 'taken'],
    ['won', [-2100], 'taken'],
    // By then the euro is worth less.
    ['won', [-2100, 2000], 'returned'],
    ['won', [2200, -2100], 'returned'],
    ['lost', [], 'untouched'],
  ])('goes by what a dispute that is %s has moved: %j, which is %s', (status, moved, money) => {
    expect(toAfterSale([], [dispute(status, ...moved)]).disputes).toEqual([
      expect.objectContaining({ amountMinor: 2300, currency: 'usd', money }),
    ]);
  });

  it('puts the oldest first, which Stripe lists last', () => {
    const { refunds } = toAfterSale([refund('re_2', 'succeeded'), refund('re_1', 'succeeded')], []);

    expect(refunds.map(({ refundId }) => refundId)).toEqual(['re_1', 're_2']);
  });
});
