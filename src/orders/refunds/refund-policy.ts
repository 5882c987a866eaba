import { formatMinor } from '../../money/format.js';
import { balanceOf } from '../domain/ledger.js';
import { hasBeenPaid } from '../domain/order-state.js';
import { type Order, paidCurrency } from '../domain/order.js';

/** A sentence for the admin; null if the refund is allowed. `amountMinor` null: the whole balance. */
export function refundRefusalReason(
  order: Pick<Order, 'state' | 'ledger' | 'total'>,
  amountMinor: number | null,
): string | null {
  const { state, ledger } = order;
  if (!hasBeenPaid(state)) return 'Nothing has been paid for this order.';
  if (state === 'disputed') {
    return 'Its payment is disputed: the bank may give, or has given, that money back, and a refund would pay twice. See the dispute in Stripe’s Dashboard.';
  }
  const left = balanceOf(ledger);
  if (left <= 0) return 'All of it has gone back already.';
  if (amountMinor !== null && amountMinor > left) {
    return `That is more than is left of it: ${formatMinor(left, paidCurrency(order))}.`;
  }
  return null;
}
