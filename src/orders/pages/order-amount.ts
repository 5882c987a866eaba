import { format, formatMinor } from '../../money/format.js';
import { Texts } from '../../texts/texts.js';
import { type LedgerKind, signedMinor } from '../domain/ledger.js';
import { hasBeenPaid, isClosedUnpaid } from '../domain/order-state.js';
import { type Order, paidCurrency, type PaymentSyncStatus } from '../domain/order.js';

type Subject = Pick<Order, 'state' | 'ledger' | 'total'>;

/** The amount that matters in this state: what was paid, came back, or was not charged. */
export function amountView(order: Subject, syncStatus: PaymentSyncStatus) {
  const { state, total } = order;
  if (state === 'refunded' || state === 'partially_refunded') {
    return {
      label: Texts.t('order.amount.refunded'),
      amount: sumOf(order, ['refund', 'refund_failed']),
    };
  }
  if (hasBeenPaid(state) && order.ledger.length > 0) {
    return { label: Texts.t('order.amount.paid'), amount: sumOf(order, ['payment']) };
  }
  if (isClosedUnpaid(state) && syncStatus === 'synced') {
    return { label: Texts.t('order.amount.charged'), amount: Texts.t('order.amount.nothing') };
  }
  return { label: Texts.t('order.amount.total'), amount: format(total) };
}

function sumOf(order: Subject, kinds: LedgerKind[]): string {
  const entries = order.ledger.filter(({ kind }) => kinds.includes(kind));
  const sum = entries.reduce((minor, entry) => minor + signedMinor(entry), 0);
  return formatMinor(Math.abs(sum), paidCurrency(order));
}
