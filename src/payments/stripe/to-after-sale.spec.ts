import { describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { toAfterSale } from './to-after-sale.js';

const refund = (id: string, status: string) =>
  ({ id, amount: 500, currency: 'usd', status }) as Stripe.Refund;

const dispute = (status: string) =>
  ({ id: 'dp_1', amount: 2300, currency: 'usd', status }) as Stripe.Dispute;

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
    ['won', 'won'],
    ['lost', 'lost'],
    ['a_word_of_tomorrow', 'open'],
  ])('calls a dispute that is %s %s', (status, stage) => {
    expect(toAfterSale([], [dispute(status)]).disputes).toMatchObject([{ stage }]);
  });

  it('puts the oldest first, which Stripe lists last', () => {
    const { refunds } = toAfterSale([refund('re_2', 'succeeded'), refund('re_1', 'succeeded')], []);

    expect(refunds.map(({ refundId }) => refundId)).toEqual(['re_1', 're_2']);
  });
});
