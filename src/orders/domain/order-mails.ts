import type { MailKind } from '../../mail/domain/mail-kind.js';
import type { LedgerEntry } from './ledger.js';
import type { OrderEvent, OrderNote } from './order-state.js';

/** The cause of a mail that an order gets once. */
const THE_ORDER = 'order';

/** The mail that an event causes. Null: none. Only an order that is paid gets “paid”, and none that is under review. */
const MAIL_OF_EVENT: Record<OrderEvent | OrderNote, MailKind | null> = {
  order_placed: null,
  order_recovered: null,
  payment_processing: null,
  payment_incomplete: null,
  payment_failed: null,
  payment_succeeded: 'order-paid',
  payment_mismatched: 'order-review',
  stock_unavailable: 'order-review',
  payment_canceled: null,
  order_expired: null,
  order_superseded: null,
  // Refunds have mails of their own: see `mailsOf`. A dispute is between the bank and the shop.
  partially_refunded: null,
  fully_refunded: null,
  payment_disputed: null,
  review_accepted: 'order-paid',
  funds_restored: null,
  review_reopened: null,
  ledger_updated: null,
  dispute_dismissed: null,
  // Parcels make mails of their own: see src/fulfilment/.
  parcel_packed: null,
  parcel_sent: null,
  parcel_collected: null,
  parcel_undone: null,
  parcel_unpacked: null,
  copies_restocked: null,
};

/** The mails that an entry of an order's history causes: one for the event, and one for each refund. */
export function mailsOf(
  event: OrderEvent | OrderNote,
  entries: readonly LedgerEntry[],
): { kind: MailKind; cause: string }[] {
  const kind = MAIL_OF_EVENT[event];
  const refunds = entries.filter((entry) => entry.kind === 'refund');
  return [
    ...(kind ? [{ kind, cause: THE_ORDER }] : []),
    ...refunds.map(({ stripeId }) => ({ kind: 'order-refunded' as const, cause: stripeId })),
  ];
}

interface MovedOrder {
  origin: string;
  placedAt: Date;
}

/**
 * Why a mail about an order of a restored database is not sent; null if it is. What a recovery applies is older than
 * the restore, and was mailed then. Until the recovery has ended, that may also be true of what a webhook brings.
 */
export function dropReason(
  { origin, placedAt }: MovedOrder,
  { trigger, kind, restoredAt }: { trigger: string; kind: MailKind; restoredAt: Date | null },
): string | null {
  if (trigger === 'recovery') return 'A recovery applied it: it happened before the restore.';
  if (restoredAt && placedAt < restoredAt)
    return 'The order is older than the restore, and its recovery had not ended.';
  if (origin === 'restored' && kind === 'order-paid')
    return 'The order was paid before the restore.';
  return null;
}
