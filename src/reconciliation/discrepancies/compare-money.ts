import { formatMinor } from '../../money/format.js';
import { balanceOf, type LedgerKind } from '../../orders/domain/ledger.js';
import { type Order, paidCurrency } from '../../orders/domain/order.js';
import { type Payment, type Refund, refundedTotal } from '../../payments/payment.js';

export type MoneyDifference = 'payment_not_succeeded' | 'amount_differs' | 'refunds_differ';

export interface DiscrepancyValues {
  shopValue: string;
  stripeValue: string;
}

/** Compares a paid order with its payment. Where they agree, both values are equal. */
export function compareMoney(
  order: Pick<Order, 'ledger' | 'total'>,
  payment: Payment | null,
  refunds: readonly Refund[],
): ({ kind: MoneyDifference } & DiscrepancyValues)[] {
  const currency = paidCurrency(order);
  const inLedger = (...kinds: LedgerKind[]) => {
    const balance = balanceOf(order.ledger.filter(({ kind }) => kinds.includes(kind)));
    return formatMinor(Math.abs(balance), currency);
  };
  const atStripe = payment ?? { status: 'not there', receivedMinor: 0, currency };
  const received = formatMinor(atStripe.receivedMinor, atStripe.currency);
  const refunded = formatMinor(refundedTotal(refunds), currency);
  return [
    { kind: 'payment_not_succeeded', shopValue: 'succeeded', stripeValue: atStripe.status },
    { kind: 'amount_differs', shopValue: inLedger('payment'), stripeValue: received },
    {
      kind: 'refunds_differ',
      shopValue: inLedger('refund', 'refund_failed'),
      stripeValue: refunded,
    },
  ];
}
