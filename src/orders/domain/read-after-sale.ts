import type { AfterSale, Dispute } from '../../payments/domain/payment.js';
import { balanceOf, isWritten, type LedgerEntry, missingEntries } from './ledger.js';
import { nextState, type OrderEvent, type OrderState } from './order-state.js';

/** What is to be written down. `event` null: the money moved and the order stays as it is. */
export interface AfterSaleNews {
  entries: LedgerEntry[];
  event: OrderEvent | null;
}

interface Sold {
  state: OrderState;
  ledger: readonly LedgerEntry[];
  /** When the payment was found right. Null while a person has yet to say so. */
  paidAt: Date | null;
}

/** What Stripe says of the money after the sale, or null when the order says the same already. */
export function readAfterSale(order: Sold, afterSale: AfterSale): AfterSaleNews | null {
  const entries = missingEntries(order.ledger, afterSale);
  const isOld = isOlderThan(order, afterSale);
  const event = isOld ? null : eventOf({ ...order, ledger: [...order.ledger, ...entries] }, afterSale); // prettier-ignore
  const next = event && nextState(order.state, event);
  if (entries.length === 0 && (next === null || next === order.state)) return null;
  return { entries, event: next === null ? null : event };
}

/**
 * Nobody has found the payment right, and nobody can any more: all of it has gone back, and no bank is
 * about to return it. Not for good: a refund can fail, and a lost dispute be appealed.
 */
export function isCalledOff(order: Sold, afterSale: AfterSale): boolean {
  if (order.paidAt || isOlderThan(order, afterSale)) return false;
  if (afterSale.disputes.some(mayComeBack)) return false;
  return balanceOf([...order.ledger, ...missingEntries(order.ledger, afterSale)]) <= 0;
}

/**
 * Stripe forgets no dispute. Of two questions at once, the first answer can come last. Of an inquiry
 * the ledger says nothing: there only the order's state tells that one was heard of.
 */
function isOlderThan({ state, ledger }: Sold, { disputes }: AfterSale): boolean {
  if (state === 'disputed' && disputes.length === 0) return true;
  const known = new Set(disputes.map(({ disputeId }) => disputeId));
  return ledger.some(({ kind, stripeId }) => kind === 'dispute' && !known.has(stripeId));
}

function eventOf({ ledger, paidAt }: Sold, { disputes }: AfterSale): OrderEvent {
  if (disputes.some((dispute) => isOngoing(dispute, ledger))) return 'payment_disputed';
  const balance = balanceOf(ledger);
  if (balance <= 0) return 'refunded_in_full';
  if (!paidAt) return 'review_resumed';
  const received = balanceOf(ledger.filter(({ kind }) => kind === 'payment'));
  return balance < received ? 'refunded_in_part' : 'payment_restored';
}

/**
 * A lost one stays: the money is gone, and not by our own will. Not one whose money has come back: then
 * what calls it open is an old answer.
 */
function isOngoing({ disputeId, stage, money }: Dispute, ledger: readonly LedgerEntry[]): boolean {
  if (isWritten(ledger, 'dispute_won', disputeId)) return false;
  return UNDECIDED.has(stage) || money === 'taken';
}

/** The bank has yet to decide, or what it gives back has yet to arrive. */
function mayComeBack({ stage, money }: Dispute): boolean {
  return UNDECIDED.has(stage) || (stage === 'won' && money === 'taken');
}

const UNDECIDED: ReadonlySet<Dispute['stage']> = new Set(['inquiry', 'open']);
