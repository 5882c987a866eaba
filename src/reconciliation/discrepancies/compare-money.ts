import { formatMinor } from '../../money/format.js';
import { balanceOf, type LedgerKind } from '../../orders/domain/ledger.js';
import { type Order, paidCurrency } from '../../orders/domain/order.js';
import { type Payment, type Refund, refundedTotal } from '../../payments/payment.js';

export type MoneyDifference = 'payment_not_succeeded' | 'amount_differs' | 'refunds_differ';

export interface Difference {
  kind: MoneyDifference;
  shopValue: string;
  stripeValue: string;
}

/** What both sides say of an order that money came for, in words that are equal where they agree. */
export function compareMoney(
  order: Pick<Order, 'ledger' | 'total'>,
  payment: Payment | null,
  refunds: readonly Refund[],
): Difference[] {
  const currency = paidCurrency(order);
  const shopValue = (...kinds: LedgerKind[]) => {
    const balance = balanceOf(order.ledger.filter(({ kind }) => kinds.includes(kind)));
    return formatMinor(Math.abs(balance), currency);
  };
  const stripeValue = payment ?? { status: 'not there', receivedMinor: 0, currency };
  const received = formatMinor(stripeValue.receivedMinor, stripeValue.currency);
  const refunded = formatMinor(refundedTotal(refunds), currency);
  return [
    { kind: 'payment_not_succeeded', shopValue: 'succeeded', stripeValue: stripeValue.status },
    { kind: 'amount_differs', shopValue: shopValue('payment'), stripeValue: received },
    {
      kind: 'refunds_differ',
      shopValue: shopValue('refund', 'refund_failed'),
      stripeValue: refunded,
    },
  ];
}
