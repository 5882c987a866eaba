import { readCheckpoint } from '../database/checkpoint.repository.js';
import { fromSqlTime, type Sql } from '../database/sql.js';
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

interface Addressee {
  email: string | null;
  origin: string;
  placedAt: string;
}

const ADDRESSEE = 'SELECT "email", "origin", "placedAt" FROM "Order" WHERE "id" = ?';

/** Makes the mails that an entry of the order's history causes, in its transaction. */
export async function enqueueOrderMails(
  sql: Sql,
  orderId: string,
  { event, trigger, entries = [] }: HistoryEntry,
): Promise<void> {
  const mails = mailsOf(event, entries);
  if (mails.length === 0) return;
  const [row] = await sql.all<Addressee>(ADDRESSEE, orderId);
  if (!row) throw new Error(`There is no order ${orderId}`);
  const order = { ...row, placedAt: fromSqlTime(row.placedAt) };
  const restoredAt = await readCheckpoint(sql, RESTORED_AT);
  for (const { kind, cause } of mails) {
    const dropped = dropReason(order, { trigger, kind, restoredAt });
    await enqueueMail(sql, { kind, cause, orderId, recipient: order.email, dropped });
  }
}
