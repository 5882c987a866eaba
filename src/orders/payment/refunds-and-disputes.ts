import type { Dispute, RefundsAndDisputes } from '../../payments/payment.js';
import { balanceOf, hasEntry, type LedgerEntry, missingEntries } from '../domain/ledger.js';
import { nextState, type OrderEvent, type OrderState } from '../domain/order-state.js';

/** `event` is null if the state stays as it is. */
export interface LedgerChanges {
  entries: LedgerEntry[];
  event: OrderEvent | null;
}

interface PaidOrder {
  state: OrderState;
  ledger: readonly LedgerEntry[];
  /** Null if the payment was never accepted. */
  paidAt: Date | null;
}

/** Null if the order has all of it already. */
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
 * True if the order was never accepted, so that nothing was shipped, its balance is zero, and no dispute
 * can still return money. May become false again: a refund can fail, and a lost dispute can be appealed.
 */
export function canReleaseStock(order: PaidOrder, refundsAndDisputes: RefundsAndDisputes): boolean {
  if (order.paidAt || isStaleSnapshot(order, refundsAndDisputes)) return false;
  if (refundsAndDisputes.disputes.some(isRecoverable)) return false;
  return balanceOf([...order.ledger, ...missingEntries(order.ledger, refundsAndDisputes)]) <= 0;
}

/**
 * True if a dispute is missing that the order has recorded: of two concurrent requests, the older
 * response came last. Inquiries are not in the ledger, only in the order's state.
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

/** Includes lost disputes. Excludes those whose money was reinstated: an `open` stage is then outdated. */
function isActiveDispute(
  { disputeId, stage, funds }: Dispute,
  ledger: readonly LedgerEntry[],
): boolean {
  if (hasEntry(ledger, 'dispute_won', disputeId)) return false;
  return UNDECIDED_STAGES.has(stage) || funds === 'withdrawn';
}

/** The bank has to decide, or the money of a won dispute has not arrived. */
function isRecoverable({ stage, funds }: Dispute): boolean {
  return UNDECIDED_STAGES.has(stage) || (stage === 'won' && funds === 'withdrawn');
}

const UNDECIDED_STAGES: ReadonlySet<Dispute['stage']> = new Set(['inquiry', 'open']);
