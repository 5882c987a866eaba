import type { AfterSale, Dispute, Refund } from '../../src/payments/domain/payment.js';
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
  outcome: Refund['outcome'] = 'given',
) => ({
  refundId,
  amountMinor,
  currency: 'usd',
  outcome,
});

const USUALLY = {
  inquiry: 'untouched',
  dropped: 'untouched',
  open: 'taken',
  lost: 'taken',
  won: 'returned',
} as const;

export const dispute = (
  stage: Dispute['stage'],
  amountMinor = 2300,
  disputeId = 'dp_1',
  money: Dispute['money'] = USUALLY[stage],
): Dispute => ({ disputeId, amountMinor, currency: 'usd', stage, money });

export const disputeWhoseMoneyIs = (money: Dispute['money'], stage: Dispute['stage']) =>
  dispute(stage, 2300, 'dp_1', money);

export const says = (refunds: Refund[], disputes: Dispute[] = []): AfterSale => ({
  refunds,
  disputes,
});
