import type { WriteTransaction } from '../database/database.service.js';
import type { Prisma } from '../database/generated/client.js';
import type { LedgerEntry } from './domain/ledger.js';
import {
  isOpen,
  type OrderEvent,
  type OrderNote,
  statesBefore,
  TRANSITIONS,
} from './domain/order-state.js';
import type { Order, Trigger } from './domain/order.js';

/** What the timeline says of an event, and the money that moved with it. */
export interface OrderChange<Event extends OrderEvent | OrderNote> {
  event: Event;
  trigger: Trigger;
  /** In words a person can read, or the ids of what moved. */
  detail?: string | null;
  entries?: readonly LedgerEntry[];
}

type FirstEvent = 'order_placed' | 'order_recovered';
type FirstColumns = Omit<Prisma.OrderUncheckedCreateInput, 'state' | 'ledger' | 'timeline'>;
type MovedColumns = Pick<Prisma.OrderUncheckedUpdateManyInput, 'reason' | 'failedAttempts'>;

// The one place that assigns an order's state and writes its timeline and its ledger. Everything here is
// part of its caller's transaction: see test/tables/order-writer.spec.ts.

/** A new order, in the state that its first event leads to. */
export async function createOrder(
  tx: WriteTransaction,
  columns: FirstColumns,
  entry: OrderChange<FirstEvent>,
): Promise<void> {
  const state = TRANSITIONS[entry.event].to;
  await tx.order.create({ data: { ...columns, state } });
  await appendHistory(tx, { id: columns.id, state }, entry);
}

/**
 * The conditional update that decides who was first: true for that one. False, and nothing is written,
 * where the event cannot happen to the order in the state that it has by now.
 */
export async function applyTransition(
  tx: WriteTransaction,
  orderId: string,
  entry: OrderChange<OrderEvent>,
  columns: MovedColumns = {},
): Promise<boolean> {
  const { event } = entry;
  const state = TRANSITIONS[event].to;
  const { count } = await tx.order.updateMany({
    where: { id: orderId, state: { in: statesBefore(event) } },
    data: {
      ...columns,
      state,
      ...(isOpen(state) ? {} : { activeOrderKey: null }),
      ...(MARKS_PAID.has(event) ? { paidAt: new Date() } : {}),
    },
  });
  if (count === 0) return false;
  await appendHistory(tx, { id: orderId, state }, entry);
  return true;
}

/** What moves no state. */
export function appendNote(
  tx: WriteTransaction,
  order: Pick<Order, 'id' | 'state'>,
  entry: OrderChange<OrderNote>,
): Promise<void> {
  return appendHistory(tx, order, entry);
}

/** By Stripe, or by a person. */
const MARKS_PAID: ReadonlySet<OrderEvent> = new Set(['payment_succeeded', 'review_accepted']);

async function appendHistory(
  tx: WriteTransaction,
  { id: orderId, state }: Pick<Order, 'id' | 'state'>,
  { event, trigger, detail = null, entries = [] }: OrderChange<OrderEvent | OrderNote>,
): Promise<void> {
  if (entries.length > 0) {
    await tx.ledgerEntry.createMany({ data: entries.map((entry) => ({ orderId, ...entry })) });
    // fail-point: ledger-written
  }
  await tx.timelineEntry.create({ data: { orderId, event, state, trigger, detail } });
}
