import { describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { toRefundsAndDisputes } from './to-refunds-and-disputes.js';

const refund = (id: string, status: string) =>
  ({ id, amount: 500, currency: 'usd', status }) as Stripe.Refund;

const dispute = (status: string, ...moved: number[]) => {
  const balance_transactions = moved.map((amount) => ({ amount, currency: 'eur' }));
  const money = { amount: 2300, currency: 'usd', balance_transactions };
  return { id: 'dp_1', status, ...money } as Stripe.Dispute;
};

describe(toRefundsAndDisputes, () => {
  it.each([
    ['pending', 'succeeded_or_pending'],
    ['requires_action', 'succeeded_or_pending'],
    ['succeeded', 'succeeded_or_pending'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('calls a refund that is %s %s', (status, outcome) => {
    expect(toRefundsAndDisputes([refund('re_1', status)], []).refunds).toEqual([
      { refundId: 're_1', amountMinor: 500, currency: 'usd', outcome },
    ]);
  });

  it.each([
    ['warning_needs_response', 'inquiry'],
    ['warning_under_review', 'inquiry'],
    ['warning_closed', 'closed_without_dispute'],
    ['prevented', 'closed_without_dispute'],
    ['needs_response', 'open'],
    ['under_review', 'open'],
    ['appeal_needs_response', 'open'],
    ['appeal_under_review', 'open'],
    ['won', 'won'],
    ['lost', 'lost'],
    ['a_future_status', 'open'],
  ])('calls a dispute that is %s %s', (status, stage) => {
    expect(toRefundsAndDisputes([], [dispute(status)]).disputes).toMatchObject([{ stage }]);
  });

  it.each([
    ['needs_response', [], 'none'],
    ['needs_response', [-2100], 'withdrawn'],
    ['prevented', [-2100], 'withdrawn'],
    ['won', [-2100], 'withdrawn'],
    // Converted at a lower rate.
    ['won', [-2100, 2000], 'reinstated'],
    ['won', [2200, -2100], 'reinstated'],
    ['lost', [], 'none'],
  ])('goes by what a dispute that is %s has moved: %j, which is %s', (status, moved, funds) => {
    expect(toRefundsAndDisputes([], [dispute(status, ...moved)]).disputes).toEqual([
      expect.objectContaining({ amountMinor: 2300, currency: 'usd', funds }),
    ]);
  });

  it('puts the oldest first, which Stripe lists last', () => {
    const { refunds } = toRefundsAndDisputes(
      [refund('re_2', 'succeeded'), refund('re_1', 'succeeded')],
      [],
    );

    expect(refunds.map(({ refundId }) => refundId)).toEqual(['re_1', 're_2']);
  });
});
