import type { Order as OrderColumns, Prisma } from '../database/generated/client.js';
import { placeholdersFor, type Sql, toInsert, toSqlTime, toUpdate } from '../database/sql.js';
import { issueReceipt } from '../receipts/issue-documents.repository.js';
import type { LedgerEntry } from './domain/ledger.js';
import {
  isOpen,
  type OrderEvent,
  type OrderNote,
  statesBefore,
  TRANSITIONS,
} from './domain/order-state.js';
import type { Order, Trigger } from './domain/order.js';
import { enqueueOrderMails } from './order-mails.repository.js';

/** A timeline entry, and the ledger entries that belong to it. */
export interface OrderChange<Event extends OrderEvent | OrderNote> {
  event: Event;
  trigger: Trigger;
  /** A sentence for people, or Stripe's ids. */
  detail?: string | null;
  entries?: readonly LedgerEntry[];
}

type FirstEvent = 'order_placed' | 'order_recovered';
type FirstColumns = Omit<Prisma.OrderCreateManyInput, 'state' | 'placedAt'> & { placedAt?: Date };
type FirstLine = Omit<Prisma.OrderLineCreateManyInput, 'orderId'>;
type MovedColumns = Partial<Pick<OrderColumns, 'reason' | 'failedAttempts'>>;

// The only file that writes the state, timeline and ledger of an order: see
// test/tables/order-writer.spec.ts. Every function is part of its caller's transaction.

export async function createOrder(
  sql: Sql,
  { lines, ...columns }: FirstColumns & { lines: readonly FirstLine[] },
  entry: OrderChange<FirstEvent>,
): Promise<void> {
  const state = TRANSITIONS[entry.event].to;
  const row = toInsert([{ placedAt: new Date(), ...columns, state }]);
  await sql.run(`INSERT INTO "Order" (${row.columns}) VALUES ${row.places}`, ...row.values);
  const rows = toInsert(lines.map((line) => ({ orderId: columns.id, ...line })));
  if (lines.length > 0)
    await sql.run(
      `INSERT INTO "OrderLine" (${rows.columns}) VALUES ${rows.places}`,
      ...rows.values,
    );
  await appendHistory(sql, { id: columns.id, state }, entry);
}

/**
 * Moves the order by a conditional update. False, with nothing written, if the event is not allowed in
 * the order's present state. Of concurrent callers, one gets true.
 */
export async function writeTransition(
  sql: Sql,
  orderId: string,
  entry: OrderChange<OrderEvent>,
  columns: MovedColumns = {},
): Promise<boolean> {
  const { event } = entry;
  const state = TRANSITIONS[event].to;
  const before = statesBefore(event);
  const { assignments, values } = toUpdate({
    ...columns,
    state,
    ...(isOpen(state) ? {} : { activeOrderKey: null }),
    ...(MARKS_PAID.has(event) ? { paidAt: new Date() } : {}),
  });
  const where = `"id" = ? AND "state" IN (${placeholdersFor(before)})`;
  const count = await sql.run(`UPDATE "Order" SET ${assignments} WHERE ${where}`, ...values, orderId, ...before); // prettier-ignore
  if (count === 0) return false;
  if (MARKS_PAID.has(event)) await issueReceipt(sql, orderId);
  await appendHistory(sql, { id: orderId, state }, entry);
  return true;
}

export function appendNote(
  sql: Sql,
  order: Pick<Order, 'id' | 'state'>,
  entry: OrderChange<OrderNote>,
): Promise<void> {
  return appendHistory(sql, order, entry);
}

/** Returns the order's PaymentIntent, which is the given one unless another was attached before. */
export async function attachPayment(
  sql: Sql,
  orderId: string,
  paymentIntentId: string,
): Promise<string> {
  const [row] = await sql.all<{ paymentIntentId: string }>(ATTACH, paymentIntentId, orderId);
  if (!row) throw new Error(`There is no order ${orderId}`);
  return row.paymentIntentId;
}

/** Returns the revision of the address, which changes only with the address. */
export async function changeEmail(sql: Sql, orderId: string, email: string): Promise<number> {
  const [row] = await sql.all<{ contactRevision: number }>(CHANGE_EMAIL, email, email, orderId);
  if (!row) throw new Error(`There is no order ${orderId}`);
  return row.contactRevision;
}

/** Resolves to how many had one. */
export function deleteAddresses(sql: Sql, orderIds: readonly string[]): Promise<number> {
  const where = `"id" IN (${placeholdersFor(orderIds)}) AND "deliveryAddress" IS NOT NULL`;
  return sql.run(`UPDATE "Order" SET "deliveryAddress" = NULL WHERE ${where}`, ...orderIds);
}

const ATTACH = `UPDATE "Order" SET "paymentIntentId" = COALESCE("paymentIntentId", ?)
  WHERE "id" = ? RETURNING "paymentIntentId"`;

const CHANGE_EMAIL = `UPDATE "Order" SET "contactRevision" = "contactRevision" +
  CASE WHEN "email" IS NULL OR "email" <> ? THEN 1 ELSE 0 END, "email" = ?
  WHERE "id" = ? RETURNING "contactRevision"`;

/** True of paid orders, under review or not. */
export const HAS_PAYMENT = `EXISTS
  (SELECT 1 FROM "LedgerEntry" e WHERE e."orderId" = "Order"."id" AND e."kind" = 'payment')`;

/** So that the purchased lines are removed from the cart only once. */
export async function markRemovedFromCart(sql: Sql, cartId: string): Promise<void> {
  await sql.run(MARK_REMOVED, toSqlTime(new Date()), cartId);
}

const MARK_REMOVED = `UPDATE "Order" SET "removedFromCartAt" = ?
  WHERE "cartId" = ? AND "removedFromCartAt" IS NULL AND ${HAS_PAYMENT}`;

const APPEND = `INSERT INTO "TimelineEntry" ("orderId", "event", "state", "trigger", "detail", "at")
  VALUES (?, ?, ?, ?, ?, ?)`;

const MARKS_PAID: ReadonlySet<OrderEvent> = new Set(['payment_succeeded', 'review_accepted']);

async function appendHistory(
  sql: Sql,
  { id: orderId, state }: Pick<Order, 'id' | 'state'>,
  { event, trigger, detail = null, entries = [] }: OrderChange<OrderEvent | OrderNote>,
): Promise<void> {
  if (entries.length > 0) {
    const recordedAt = new Date();
    const rows = toInsert(entries.map((each) => ({ orderId, ...each, recordedAt })));
    await sql.run(
      `INSERT INTO "LedgerEntry" (${rows.columns}) VALUES ${rows.places}`,
      ...rows.values,
    );
    // fail-point: ledger-written
  }
  await sql.run(APPEND, orderId, event, state, trigger, detail, toSqlTime(new Date()));
  await enqueueOrderMails(sql, orderId, { event, trigger, entries });
}
