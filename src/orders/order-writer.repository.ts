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
import type { Order, Source } from './domain/order.js';

/** What the timeline says of an event, and the money that moved with it. */
export interface OrderEntry<Event extends OrderEvent | OrderNote> {
  event: Event;
  source: Source;
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
  entry: OrderEntry<FirstEvent>,
): Promise<void> {
  const state = TRANSITIONS[entry.event].to;
  await tx.order.create({ data: { ...columns, state } });
  await record(tx, { id: columns.id, state }, entry);
}

/**
 * The conditional update that decides who was first: true for that one. False, and nothing is written,
 * where the event cannot happen to the order in the state that it has by now.
 */
export async function moveOrder(
  tx: WriteTransaction,
  orderId: string,
  entry: OrderEntry<OrderEvent>,
  columns: MovedColumns = {},
): Promise<boolean> {
  const { event } = entry;
  const state = TRANSITIONS[event].to;
  const { count } = await tx.order.updateMany({
    where: { id: orderId, state: { in: statesBefore(event) } },
    data: {
      ...columns,
      state,
      ...(isOpen(state) ? {} : { openKey: null }),
      ...(FOUND_RIGHT.has(event) ? { paidAt: new Date() } : {}),
    },
  });
  if (count === 0) return false;
  await record(tx, { id: orderId, state }, entry);
  return true;
}

/** What moves no state. */
export function noteOnOrder(
  tx: WriteTransaction,
  order: Pick<Order, 'id' | 'state'>,
  entry: OrderEntry<OrderNote>,
): Promise<void> {
  return record(tx, order, entry);
}

/** By Stripe, or by a person. */
const FOUND_RIGHT: ReadonlySet<OrderEvent> = new Set(['payment_succeeded', 'review_accepted']);

async function record(
  tx: WriteTransaction,
  { id: orderId, state }: Pick<Order, 'id' | 'state'>,
  { event, source, detail = null, entries = [] }: OrderEntry<OrderEvent | OrderNote>,
): Promise<void> {
  if (entries.length > 0) {
    await tx.ledgerEntry.createMany({ data: entries.map((entry) => ({ orderId, ...entry })) });
    // fail-point: money-written
  }
  await tx.timelineEntry.create({ data: { orderId, event, state, source, detail } });
}
