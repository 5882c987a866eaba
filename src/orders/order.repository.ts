import { Injectable } from '@nestjs/common';
import { shortageMessage } from '../catalog/domain/shortage.js';
import { DatabaseService, type WriteTransaction } from '../database/database.service.js';
import { placeholdersFor, type Sql } from '../database/sql.js';
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
export type InSameTransaction = (sql: Sql) => Promise<void>;

const HOLDING_COPIES = `SELECT "id" FROM "Order" WHERE "cartId" = ?
  AND "state" IN (${placeholdersFor(statesBefore('order_superseded'))})
  AND EXISTS (SELECT 1 FROM "OrderLine" l WHERE l."orderId" = "Order"."id" AND l."reserved" > 0)`;

interface MovableOrder {
  id: string;
  state: string;
  failedAttempts: string | null;
}

const MOVABLE = 'SELECT "id", "state", "failedAttempts" FROM "Order" WHERE "id" = ?';

/** Each payment takes the next number of a receipt: of two at once, one would be run again. */
const PAYMENTS = 'payments';

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
    const move = async (sql: Sql) => {
      for (const each of [transition, ...fallbackTransitions(transition)]) {
        if (await this.#tryTransition(sql, orderId, each, trigger)) break;
      }
      // fail-point: transition-applied
      await inSameTransaction?.(sql);
    };
    const about = transition.event === 'payment_succeeded' ? [PAYMENTS, orderId] : [orderId];
    await this.database.writeSql(move, ...about);
  }

  async #tryTransition(sql: Sql, orderId: string, wanted: OrderTransition, trigger: Trigger) {
    const { failedAttempt = null } = wanted;
    const [before] = await sql.all<MovableOrder>(MOVABLE, orderId);
    if (!before) throw new Error(`There is no order ${orderId}`);
    const failures = before.failedAttempts?.split(' ') ?? [];
    if (failedAttempt !== null && failures.includes(failedAttempt)) return false;
    const { event, reason, received } = await this.#orStockUnavailable(sql, before, wanted);
    const entries = received ? [paymentEntry(received)] : [];
    const isMoved = await writeTransition(
      sql,
      orderId,
      { event, trigger, detail: reason, entries },
      { reason, ...(failedAttempt && { failedAttempts: [...failures, failedAttempt].join(' ') }) },
    );
    if (isMoved) await this.#adjustStock(sql, orderId, event);
    return isMoved;
  }

  /** A late payment needs the copies again that were released when the order was closed. */
  async #orStockUnavailable(
    sql: Sql,
    { id, state }: MovableOrder,
    transition: OrderTransition,
  ): Promise<OrderTransition> {
    if (transition.event !== 'payment_succeeded') return transition;
    const shortage = await this.reservations.findShortage(sql, id);
    if (!shortage) return transition;
    const why = isOrderState(state) && isClosedUnpaid(state) ? PAID_AFTER_CLOSE : NOT_RESERVED;
    const reason = `${why} ${shortageMessage(shortage)}`;
    return { ...transition, event: 'stock_unavailable', reason };
  }

  async #adjustStock(sql: Sql, orderId: string, event: OrderEvent) {
    if (isClosedUnpaid(TRANSITIONS[event].to)) await this.reservations.release(sql, orderId);
    if (event === 'payment_succeeded') await this.reservations.reserve(sql, orderId);
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
