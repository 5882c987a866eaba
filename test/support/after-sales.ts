import type { RefundsAndDisputes, Dispute, Refund } from '../../src/payments/payment.js';
import type { LedgerEntry } from '../../src/orders/domain/ledger.js';

export const PAYMENT: LedgerEntry = {
  kind: 'payment',
  stripeId: 'pi_1',
  amountMinor: 2300,
  currency: 'usd',
};

export const refund = (
  refundId: string,
  amountMinor: number,
  outcome: Refund['outcome'] = 'succeeded_or_pending',
) => ({
  refundId,
  amountMinor,
  currency: 'usd',
  outcome,
});

const USUALLY = {
  inquiry: 'none',
  closed_without_dispute: 'none',
  open: 'withdrawn',
  lost: 'withdrawn',
  won: 'reinstated',
} as const;

export const dispute = (
  stage: Dispute['stage'],
  amountMinor = 2300,
  disputeId = 'dp_1',
  funds: Dispute['funds'] = USUALLY[stage],
): Dispute => ({ disputeId, amountMinor, currency: 'usd', stage, funds });

export const disputeWhoseMoneyIs = (funds: Dispute['funds'], stage: Dispute['stage']) =>
  dispute(stage, 2300, 'dp_1', funds);

export const says = (refunds: Refund[], disputes: Dispute[] = []): RefundsAndDisputes => ({
  refunds,
  disputes,
});
