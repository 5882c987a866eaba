import { formatMinor } from '../../money/format.js';
import { balanceOf, type LedgerKind } from '../../orders/domain/ledger.js';
import { type Order, paidCurrency } from '../../orders/domain/order.js';
import { goneBack, type Payment, type Refund } from '../../payments/domain/payment.js';

export type MoneyDifference = 'payment_not_succeeded' | 'amount_differs' | 'refunds_differ';

export interface Compared {
  kind: MoneyDifference;
  ours: string;
  theirs: string;
}

/** What both sides say of an order that money came for, in words that are equal where they agree. */
export function compareMoney(
  order: Pick<Order, 'ledger' | 'total'>,
  payment: Payment | null,
  refunds: readonly Refund[],
): Compared[] {
  const currency = paidCurrency(order);
  const ours = (...kinds: LedgerKind[]) => {
    const balance = balanceOf(order.ledger.filter(({ kind }) => kinds.includes(kind)));
    return formatMinor(Math.abs(balance), currency);
  };
  const theirs = payment ?? { status: 'not there', receivedMinor: 0, currency };
  const received = formatMinor(theirs.receivedMinor, theirs.currency);
  const refunded = formatMinor(goneBack(refunds), currency);
  return [
    { kind: 'payment_not_succeeded', ours: 'succeeded', theirs: theirs.status },
    { kind: 'amount_differs', ours: ours('payment'), theirs: received },
    { kind: 'refunds_differ', ours: ours('refund', 'refund_failed'), theirs: refunded },
  ];
}
