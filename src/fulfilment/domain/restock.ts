import { hasBeenPaid } from '../../orders/domain/order-state.js';
import type { OrderLine } from '../../orders/domain/order.js';
import type { Situation } from './decision.js';
import { chooseLines, type LineCount, returnableLines, unsentLines } from './remaining.js';

export interface RestockRequest {
  /** Null: all that can be put back. */
  lines: readonly LineCount[] | null;
  /** Copies that were sent and have come back, rather than those that are not sent any more. */
  isReturned: boolean;
}

/** `column`: the count of the order's line that grows. */
export type RestockDecision =
  | { refused: string }
  | { column: 'canceled' | 'returned'; lines: { line: OrderLine; quantity: number }[] };

/** Puts copies back on the shelf. */
export function decideRestock(
  { order, parcels }: Situation,
  { lines, isReturned }: RestockRequest,
): RestockDecision {
  const refused = isReturned ? null : unsentRefusalReason(order);
  if (refused) return { refused };
  const available = (isReturned ? returnableLines : unsentLines)(order, parcels);
  if (available.length === 0) {
    const which = isReturned ? 'is with the shopper' : 'is left that has not been sent';
    return { refused: `Nothing of order ${order.number} ${which}.` };
  }
  const choice = chooseLines(available, lines, order);
  if ('refused' in choice) return choice;
  return { column: isReturned ? 'returned' : 'canceled', lines: choice.chosen };
}

/** While nothing of its money has gone back, all of it is to be sent. */
function unsentRefusalReason({ number, state }: Situation['order']): string | null {
  if (!hasBeenPaid(state) || state === 'needs_review')
    return `Order ${number} is not accepted as paid: its copies are put back when it is closed or refunded.`;
  if (state !== 'paid') return null;
  return `Order ${number} is paid in full, so all of it is to be sent. Refund it first: npm run orders -- refund ${number} AMOUNT. For copies that came back after they were sent: --returned.`;
}
