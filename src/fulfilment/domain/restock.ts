import { hasBeenPaid } from '../../orders/domain/order-state.js';
import type { OrderLine } from '../../orders/domain/order.js';
import type { Situation } from './decision.js';
import { type LineCount, noSuchLine, returnableLines, unsentLines } from './remaining.js';

export interface RestockRequest {
  /** In total, with the copies that were put back before. Null: all that can be put back. */
  lines: readonly LineCount[] | null;
  /** Copies that were sent and have come back, rather than those that are not sent any more. */
  isReturned: boolean;
}

/** `column`: the count of the order's line that grows. `lines`: by so many; empty if it was done before. */
export type RestockDecision = { refused: string } | { column: Column; lines: LineCopies[] };

type Column = 'canceled' | 'returned';

interface LineCopies {
  line: OrderLine;
  quantity: number;
}

/** Puts copies back on the shelf. The same request again does nothing. */
export function decideRestock(
  { order, parcels }: Situation,
  { lines, isReturned }: RestockRequest,
): RestockDecision {
  const refused = isReturned ? null : unsentRefusalReason(order);
  if (refused) return { refused };
  const column = isReturned ? 'returned' : 'canceled';
  const available = (isReturned ? returnableLines : unsentLines)(order, parcels);
  if (lines) return raiseTo(lines, { order, available, column });
  if (available.length === 0) {
    const which = isReturned ? 'is with the shopper' : 'is left that has not been sent';
    return { refused: `Nothing of order ${order.number} ${which}.` };
  }
  return { column, lines: available };
}

interface Restockable {
  order: Situation['order'];
  available: readonly LineCopies[];
  column: Column;
}

/** All problems at once, as a sentence each. */
function raiseTo(totals: readonly LineCount[], restockable: Restockable): RestockDecision {
  const raised = totals.map((total) => raiseLine(total, restockable));
  const problems = raised.filter((each) => typeof each === 'string');
  if (problems.length > 0) return { refused: problems.join(' ') };
  const lines = raised.filter((each) => typeof each !== 'string');
  return { column: restockable.column, lines: lines.filter(({ quantity }) => quantity > 0) };
}

/** The copies that are missing for the total, or a sentence why it cannot be reached. */
function raiseLine(
  { slug, quantity: total }: LineCount,
  { order, available, column }: Restockable,
): LineCopies | string {
  const line = order.lines.find((each) => each.slug === slug);
  if (!line) return noSuchLine(slug, order.lines);
  const before = line[column] ?? 0;
  if (total < before)
    return `${slug}: ${before} were put back before, which is more than ${total}. The count is the total.`;
  const most = before + (available.find((each) => each.line === line)?.quantity ?? 0);
  if (total > most)
    return `${slug}: ${total} is more than ${most}, which is all that can be put back (in total, with ${before} before).`;
  return { line, quantity: total - before };
}

/** While nothing of its money has gone back, all of it is to be sent. */
function unsentRefusalReason({ number, state }: Situation['order']): string | null {
  if (!hasBeenPaid(state) || state === 'needs_review')
    return `Order ${number} is not accepted as paid: its copies are put back when it is closed or refunded.`;
  if (state !== 'paid') return null;
  return `Order ${number} is paid in full, so all of it is to be sent. Refund it first: npm run orders -- refund ${number} AMOUNT. For copies that came back after they were sent: --returned.`;
}
