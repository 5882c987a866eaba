import type Stripe from 'stripe';
import type { Dispute, Refund, RefundsAndDisputes } from '../payment.js';

/** Takes Stripe's lists of one payment, newest first; returns them oldest first. */
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

/** By sign only: amounts may be in another currency, converted at different rates. */
function fundsOf(transactions: Stripe.BalanceTransaction[]): Dispute['funds'] {
  if (transactions.length === 0) return 'none';
  const direction = transactions.reduce((sum, { amount }) => sum + Math.sign(amount), 0);
  return direction < 0 ? 'withdrawn' : 'reinstated';
}

/** All other and future statuses are `open`. */
const STAGES: ReadonlyMap<Stripe.Dispute['status'], Dispute['stage']> = new Map([
  ['warning_needs_response', 'inquiry'],
  ['warning_under_review', 'inquiry'],
  ['warning_closed', 'closed_without_dispute'],
  ['prevented', 'closed_without_dispute'],
  ['won', 'won'],
  ['lost', 'lost'],
]);
