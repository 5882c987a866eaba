import type Stripe from 'stripe';
import type { Dispute, Refund, RefundsAndDisputes } from '../payment.js';

/** Stripe's refunds and disputes of one payment in the shop's words, oldest first. */
export function toRefundsAndDisputes(
  refunds: Stripe.Refund[],
  disputes: Stripe.Dispute[],
): RefundsAndDisputes {
  return {
    refunds: refunds.map(toRefund).reverse(),
    disputes: disputes.map(toDispute).reverse(),
  };
}

export function toRefund({ id, amount, currency, status }: Stripe.Refund): Refund {
  const hasFailed = status === 'failed' || status === 'canceled';
  return {
    refundId: id,
    amountMinor: amount,
    currency,
    outcome: hasFailed ? 'failed' : 'succeeded_or_pending',
  };
}

function toDispute({ id, status, balance_transactions, ...money }: Stripe.Dispute): Dispute {
  return {
    disputeId: id,
    amountMinor: money.amount,
    currency: money.currency,
    stage: STAGES.get(status) ?? 'open',
    funds: fundsOf(balance_transactions),
  };
}

/** Only which way they went: their amounts may be of another currency, at the rates of two days. */
function fundsOf(transactions: Stripe.BalanceTransaction[]): Dispute['funds'] {
  if (transactions.length === 0) return 'none';
  const gone = transactions.reduce((sum, { amount }) => sum + Math.sign(amount), 0);
  return gone < 0 ? 'withdrawn' : 'reinstated';
}

/** What is not here is answered with Stripe's `needs_response`, or a word that is new to us. */
const STAGES: ReadonlyMap<Stripe.Dispute['status'], Dispute['stage']> = new Map([
  ['warning_needs_response', 'inquiry'],
  ['warning_under_review', 'inquiry'],
  ['warning_closed', 'closed_without_dispute'],
  ['prevented', 'closed_without_dispute'],
  ['won', 'won'],
  ['lost', 'lost'],
]);
