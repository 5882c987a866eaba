import { balanceOf, type LedgerEntry, type LedgerKind } from '../../orders/domain/ledger.js';
import type { Payment, Refund } from '../../payments/domain/payment.js';

export type MoneyDifference = 'payment_not_succeeded' | 'amount_differs' | 'refunds_differ';

export interface Compared {
  kind: MoneyDifference;
  ours: string;
  theirs: string;
}

/** What both sides say of an order that money came for, in words that are equal where they agree. */
export function compareMoney(
  ledger: readonly LedgerEntry[],
  payment: Payment | null,
  refunds: readonly Refund[],
): Compared[] {
  const sum = (...kinds: LedgerKind[]) =>
    Math.abs(balanceOf(ledger.filter(({ kind }) => kinds.includes(kind))));
  const given = refunds.filter(({ outcome }) => outcome === 'given');
  const refunded = given.reduce((total, { amountMinor }) => total + amountMinor, 0);
  return [
    { kind: 'payment_not_succeeded', ours: 'succeeded', theirs: payment?.status ?? 'not there' },
    { kind: 'amount_differs', ours: `${sum('payment')}`, theirs: `${payment?.receivedMinor ?? 0}` },
    { kind: 'refunds_differ', ours: `${sum('refund', 'refund_failed')}`, theirs: `${refunded}` },
  ];
}
