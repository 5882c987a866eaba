import type Stripe from 'stripe';
import type { AfterSale, Dispute, Refund } from '../domain/payment.js';

/** Stripe's refunds and disputes of one payment in the shop's words, oldest first. */
export function toAfterSale(refunds: Stripe.Refund[], disputes: Stripe.Dispute[]): AfterSale {
  return {
    refunds: refunds.map(toRefund).reverse(),
    disputes: disputes.map(toDispute).reverse(),
  };
}

export function toRefund({ id, amount, currency, status }: Stripe.Refund): Refund {
  const hasFailed = status === 'failed' || status === 'canceled';
  return { refundId: id, amountMinor: amount, currency, outcome: hasFailed ? 'failed' : 'given' };
}

function toDispute({ id, status, balance_transactions, ...money }: Stripe.Dispute): Dispute {
  return {
    disputeId: id,
    amountMinor: money.amount,
    currency: money.currency,
    stage: STAGES.get(status) ?? 'open',
    money: moneyOf(balance_transactions),
  };
}

/** Only which way they went: their amounts may be of another currency, at the rates of two days. */
function moneyOf(transactions: Stripe.BalanceTransaction[]): Dispute['money'] {
  if (transactions.length === 0) return 'untouched';
  const gone = transactions.reduce((sum, { amount }) => sum + Math.sign(amount), 0);
  return gone < 0 ? 'taken' : 'returned';
}

/** What is not here is answered with Stripe's `needs_response`, or a word that is new to us. */
const STAGES: ReadonlyMap<Stripe.Dispute['status'], Dispute['stage']> = new Map([
  ['warning_needs_response', 'inquiry'],
  ['warning_under_review', 'inquiry'],
  ['warning_closed', 'dropped'],
  ['prevented', 'dropped'],
  ['won', 'won'],
  ['lost', 'lost'],
]);
