import type { WriteTransaction } from '../database/database.service.js';
import { readCheckpoint } from '../database/checkpoint.repository.js';
import { enqueueMail } from '../mail/enqueue-mail.repository.js';
import type { LedgerEntry } from './domain/ledger.js';
import { dropReason, mailsOf } from './domain/order-mails.js';
import type { OrderEvent, OrderNote } from './domain/order-state.js';
import { RESTORED_AT } from './domain/restore.js';

interface HistoryEntry {
  event: OrderEvent | OrderNote;
  trigger: string;
  entries?: readonly LedgerEntry[];
}

/** Makes the mails that an entry of the order's history causes, in its transaction. */
export async function enqueueOrderMails(
  tx: WriteTransaction,
  orderId: string,
  { event, trigger, entries = [] }: HistoryEntry,
): Promise<void> {
  const mails = mailsOf(event, entries);
  if (mails.length === 0) return;
  const order = await tx.order.findUniqueOrThrow({
    where: { id: orderId },
    select: { email: true, origin: true, placedAt: true },
  });
  const restoredAt = await readCheckpoint(tx, RESTORED_AT);
  for (const { kind, cause } of mails) {
    const dropped = dropReason(order, { trigger, kind, restoredAt });
    await enqueueMail(tx, { kind, cause, orderId, recipient: order.email, dropped });
  }
}
