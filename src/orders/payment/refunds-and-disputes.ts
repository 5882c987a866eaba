import type { Dispute, RefundsAndDisputes } from '../../payments/payment.js';
import { balanceOf, hasEntry, type LedgerEntry, missingEntries } from '../domain/ledger.js';
import { nextState, type OrderEvent, type OrderState } from '../domain/order-state.js';

/** What is to be written down. `event` null: the money moved and the order stays as it is. */
export interface LedgerChanges {
  entries: LedgerEntry[];
  event: OrderEvent | null;
}

interface PaidOrder {
  state: OrderState;
  ledger: readonly LedgerEntry[];
  /** When the payment was found right. Null while a person has yet to say so. */
  paidAt: Date | null;
}

/** What Stripe says of the money after the sale, or null when the order says the same already. */
export function ledgerChangesFor(
  order: PaidOrder,
  refundsAndDisputes: RefundsAndDisputes,
): LedgerChanges | null {
  const entries = missingEntries(order.ledger, refundsAndDisputes);
  const isStale = isStaleSnapshot(order, refundsAndDisputes);
  const event = isStale ? null : eventOf({ ...order, ledger: [...order.ledger, ...entries] }, refundsAndDisputes); // prettier-ignore
  const next = event && nextState(order.state, event);
  if (entries.length === 0 && (next === null || next === order.state)) return null;
  return { entries, event: next === null ? null : event };
}

/**
 * Nobody has found the payment right, and nobody can any more: all of it has gone back, and no bank is
 * about to return it. Not for good: a refund can fail, and a lost dispute be appealed.
 */
export function canReleaseStock(order: PaidOrder, refundsAndDisputes: RefundsAndDisputes): boolean {
  if (order.paidAt || isStaleSnapshot(order, refundsAndDisputes)) return false;
  if (refundsAndDisputes.disputes.some(isRecoverable)) return false;
  return balanceOf([...order.ledger, ...missingEntries(order.ledger, refundsAndDisputes)]) <= 0;
}

/**
 * Stripe forgets no dispute. Of two questions at once, the first answer can come last. Of an inquiry
 * the ledger says nothing: there only the order's state tells that one was heard of.
 */
function isStaleSnapshot({ state, ledger }: PaidOrder, { disputes }: RefundsAndDisputes): boolean {
  if (state === 'disputed' && disputes.length === 0) return true;
  const known = new Set(disputes.map(({ disputeId }) => disputeId));
  return ledger.some(({ kind, stripeId }) => kind === 'dispute' && !known.has(stripeId));
}

function eventOf({ ledger, paidAt }: PaidOrder, { disputes }: RefundsAndDisputes): OrderEvent {
  if (disputes.some((dispute) => isActiveDispute(dispute, ledger))) return 'payment_disputed';
  const balance = balanceOf(ledger);
  if (balance <= 0) return 'fully_refunded';
  if (!paidAt) return 'review_reopened';
  const received = balanceOf(ledger.filter(({ kind }) => kind === 'payment'));
  return balance < received ? 'partially_refunded' : 'funds_restored';
}

/**
 * A lost one stays: the money is gone, and not by our own will. Not one whose money has come back: then
 * what calls it open is an old answer.
 */
function isActiveDispute(
  { disputeId, stage, funds }: Dispute,
  ledger: readonly LedgerEntry[],
): boolean {
  if (hasEntry(ledger, 'dispute_won', disputeId)) return false;
  return UNDECIDED_STAGES.has(stage) || funds === 'withdrawn';
}

/** The bank has yet to decide, or what it gives back has yet to arrive. */
function isRecoverable({ stage, funds }: Dispute): boolean {
  return UNDECIDED_STAGES.has(stage) || (stage === 'won' && funds === 'withdrawn');
}

const UNDECIDED_STAGES: ReadonlySet<Dispute['stage']> = new Set(['inquiry', 'open']);
