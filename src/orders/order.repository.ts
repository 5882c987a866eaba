import { Injectable } from '@nestjs/common';
import { shortageMessage } from '../catalog/domain/shortage.js';
import { DatabaseService, type WriteTransaction } from '../database/database.service.js';
import { placeholdersFor } from '../database/sql.js';
import { paymentEntry } from './domain/ledger.js';
import {
  isClosedUnpaid,
  isOrderState,
  type OrderEvent,
  statesBefore,
  TRANSITIONS,
} from './domain/order-state.js';
import type { Order, Trigger } from './domain/order.js';
import { attachPayment, changeEmail, writeTransition } from './order-writer.repository.js';
import { ORDER_INCLUDE, toOrder } from './order.mapper.js';
import { OrderQueries } from './order.queries.js';
import type { OrderTransition } from './payment/payment-transition.js';
import { StockReservationRepository } from './stock/stock-reservation.repository.js';

/** A further write in the same transaction, such as marking an event processed. */
export type InSameTransaction = (transaction: WriteTransaction) => Promise<void>;

const HOLDING_COPIES = `SELECT "id" FROM "Order" WHERE "cartId" = ?
  AND "state" IN (${placeholdersFor(statesBefore('order_superseded'))})
  AND EXISTS (SELECT 1 FROM "OrderLine" l WHERE l."orderId" = "Order"."id" AND l."reserved" > 0)`;

/** The queries, and the writes of this feature. */
@Injectable()
export class OrderRepository extends OrderQueries {
  constructor(
    database: DatabaseService,
    private readonly reservations: StockReservationRepository,
  ) {
    super(database);
  }

  /** Open orders from the cart, not yet on their way to be paid, that hold copies. */
  async holdingCopiesOf(cartId: string): Promise<Order[]> {
    const values = [cartId, ...statesBefore('order_superseded')];
    const holding = await this.database.sql.all<{ id: string }>(HOLDING_COPIES, ...values);
    const orders = await Promise.all(holding.map(({ id }) => this.find({ id })));
    return orders.filter((order) => order !== null);
  }

  /** Returns the order's PaymentIntent, which is the given one unless another was attached before. */
  attachPayment(orderId: string, paymentIntentId: string): Promise<string> {
    return this.database.writeSql((sql) => attachPayment(sql, orderId, paymentIntentId), orderId);
  }

  /** Increments `createAttempt` once for all callers that found `exhausted` exhausted. */
  async nextCreateAttempt(orderId: string, exhausted: number): Promise<number> {
    return this.database.write(async (tx) => {
      await tx.order.updateMany({
        where: { id: orderId, createAttempt: exhausted },
        data: { createAttempt: { increment: 1 } },
      });
      const { createAttempt } = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
      return createAttempt;
    }, orderId);
  }

  /** Returns the revision of the address, which changes only with the address. */
  changeEmail(orderId: string, email: string): Promise<number> {
    return this.database.writeSql((sql) => changeEmail(sql, orderId, email), orderId);
  }

  /**
   * Applies the transition, or its fallback, if the order's state allows it, and adjusts the stock, in
   * one transaction. Does nothing else if the state allows neither; `inSameTransaction` always runs.
   */
  async applyTransition(
    orderId: string,
    transition: OrderTransition,
    trigger: Trigger,
    inSameTransaction?: InSameTransaction,
  ) {
    await this.database.write(async (tx) => {
      for (const each of [transition, ...fallbackTransitions(transition)]) {
        if (await this.#tryTransition(tx, orderId, each, trigger)) break;
      }
      // fail-point: transition-applied
      await inSameTransaction?.(tx);
    }, orderId);
  }

  async #tryTransition(
    tx: WriteTransaction,
    orderId: string,
    wanted: OrderTransition,
    trigger: Trigger,
  ) {
    const { failedAttempt = null } = wanted;
    const before = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
    const failures = before.failedAttempts?.split(' ') ?? [];
    if (failedAttempt !== null && failures.includes(failedAttempt)) return false;
    const { event, reason, received } = await this.#orStockUnavailable(tx, before, wanted);
    const entries = received ? [paymentEntry(received)] : [];
    const isMoved = await writeTransition(
      tx,
      orderId,
      { event, trigger, detail: reason, entries },
      { reason, ...(failedAttempt && { failedAttempts: [...failures, failedAttempt].join(' ') }) },
    );
    if (isMoved) await this.#adjustStock(tx, orderId, event);
    return isMoved;
  }

  /** A late payment needs the copies again that were released when the order was closed. */
  async #orStockUnavailable(
    tx: WriteTransaction,
    { id, state }: { id: string; state: string },
    transition: OrderTransition,
  ): Promise<OrderTransition> {
    if (transition.event !== 'payment_succeeded') return transition;
    const shortage = await this.reservations.findShortage(tx, id);
    if (!shortage) return transition;
    const why = isOrderState(state) && isClosedUnpaid(state) ? PAID_AFTER_CLOSE : NOT_RESERVED;
    const reason = `${why} ${shortageMessage(shortage)}`;
    return { ...transition, event: 'stock_unavailable', reason };
  }

  async #adjustStock(tx: WriteTransaction, orderId: string, event: OrderEvent) {
    if (isClosedUnpaid(TRANSITIONS[event].to)) await this.reservations.release(tx, orderId);
    if (event === 'payment_succeeded') await this.reservations.reserve(tx, orderId);
  }
}

export async function findOrder(tx: WriteTransaction, id: string): Promise<Order> {
  return toOrder(await tx.order.findUniqueOrThrow({ where: { id }, include: ORDER_INCLUDE }));
}

/** A failed attempt that is recorded already still ends `processing`. */
function fallbackTransitions({ failedAttempt = null }: OrderTransition): OrderTransition[] {
  if (failedAttempt === null) return [];
  return [{ event: 'payment_incomplete', reason: null, received: null }];
}

const PAID_AFTER_CLOSE = 'Paid after the order had been given up.';
/** For example, the book's stock was unlimited when it was ordered. */
const NOT_RESERVED = 'Paid when no copies were held for the order.';
