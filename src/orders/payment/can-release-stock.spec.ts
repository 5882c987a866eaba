import { describe, expect, it } from '@jest/globals';
import {
  dispute,
  disputeWhoseMoneyIs,
  PAYMENT,
  refund,
  says,
} from '../../../test/support/after-sales.js';
import { canReleaseStock } from './refunds-and-disputes.js';

describe(canReleaseStock, () => {
  const UNDER_REVIEW = { state: 'needs_review', ledger: [PAYMENT], paidAt: null } as const;
  const TAKEN = { kind: 'dispute', stripeId: 'dp_1', amountMinor: 2300, currency: 'usd' } as const;
  const DISPUTED = { state: 'disputed', ledger: [PAYMENT, TAKEN], paidAt: null } as const;

  it.each([
    ['all of it is refunded', UNDER_REVIEW, says([refund('re_1', 2300)]), true],
    ['a part of it is refunded', UNDER_REVIEW, says([refund('re_1', 500)]), false],
    ['nothing has happened', UNDER_REVIEW, says([]), false],
    ['the bank has taken it for a time', DISPUTED, says([], [dispute('open')]), false],
    ['the bank has taken it for good', DISPUTED, says([], [dispute('lost')]), true],
    [
      'the bank has yet to return it',
      DISPUTED,
      says([], [disputeWhoseMoneyIs('withdrawn', 'won')]),
      false,
    ],
    ['the bank gives it back', DISPUTED, says([], [dispute('won')]), false],
    [
      'the bank asks about what is refunded',
      UNDER_REVIEW,
      says([refund('re_1', 2300)], [dispute('inquiry')]),
      false,
    ],
    ['an answer from before the dispute comes late', DISPUTED, says([]), false],
  ])('of an order under review, when %s', (_when, order, refundsAndDisputes, is) => {
    expect(canReleaseStock(order, refundsAndDisputes)).toBe(is);
  });

  it('is true of no order that somebody found right', () => {
    const order = { ...DISPUTED, paidAt: new Date() };

    expect(canReleaseStock(order, says([], [dispute('lost')]))).toBe(false);
  });
});
