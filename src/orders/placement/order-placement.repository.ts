import { Injectable } from '@nestjs/common';
import { shortageText } from '../shortage-text.js';
import { ShopProblem } from '../../common/problem.js';
import { DatabaseService } from '../../database/database.service.js';
import type { StripeAccountRef } from '../../payments/payment.js';
import { paymentEntry } from '../domain/ledger.js';
import type { NewOrder } from '../domain/new-order.js';
import { statesBefore } from '../domain/order-state.js';
import type { Order } from '../domain/order.js';
import { ORDER_INCLUDE, toOfferColumns, toOrder } from '../order.mapper.js';
import { findOrderRow } from '../order-row.queries.js';
import { createOrder } from '../order-writer.repository.js';
import { keepNumber, nextNumber } from './order-numbers.js';
import { findOrder } from '../order.repository.js';
import { type OrphanedOrder, orphanedOrderReason } from '../recovery/orphaned-order.js';
import { StockReservationRepository } from '../stock/stock-reservation.repository.js';
import { newOrderToken } from './order-token.js';

@Injectable()
export class OrderPlacementRepository {
  constructor(
    private readonly database: DatabaseService,
    private readonly reservations: StockReservationRepository,
  ) {}

  /**
   * Returns the shopper's open order of the same origin, or creates this one and reserves its copies.
   * Throws `out-of-stock` if there are too few; then no order is created.
   */
  async findOpenOrCreate(order: NewOrder): Promise<Order> {
    const row = (await this.#findOpen(order)) ?? (await this.#createUnlessOpen(order));
    if (!row) throw new Error(`There is no order ${order.id}`);
    return toOrder(row);
  }

  /** Not in the transaction: on PostgreSQL, all orders that are placed would conflict where this looks. */
  #findOpen({ activeOrderKey }: NewOrder) {
    return findOrderRow(this.database.sql, 'activeOrderKey', activeOrderKey);
  }

  /** Of concurrent calls, the key lets one create the order. */
  async #createUnlessOpen(order: NewOrder) {
    try {
      await this.#create(order);
    } catch (error) {
      const open = await this.#findOpen(order);
      if (!open) throw error;
      return open;
    }
    return findOrderRow(this.database.sql, 'id', order.id);
  }

  async #create(order: NewOrder): Promise<void> {
    await this.database.writeSql(async (sql) => {
      const outcome = await this.reservations.reserveForNew(sql, order.lines);
      if ('shortage' in outcome) {
        throw new ShopProblem('out-of-stock', { detail: shortageText(outcome.shortage) });
      }
      // fail-point: order-half-created
      const placed = { event: 'order_placed', trigger: 'shopper' } as const;
      const columns = columnsOf(order, outcome.reserved);
      await createOrder(sql, { ...columns, number: await nextNumber(this.database, sql) }, placed);
    }, 'placement');
  }

  /**
   * The shopper's other open orders that hold copies of these books, if the order could be placed with
   * them: none if the stock would still be too low.
   */
  findHoldersFor(order: Pick<NewOrder, 'shopperId' | 'lines'>): Promise<Order[]> {
    return this.database.write(async (tx, sql) => {
      const rows = await tx.order.findMany({
        where: {
          shopperId: order.shopperId,
          state: { in: statesBefore('order_superseded') },
          lines: {
            some: { reserved: { gt: 0 }, bookId: { in: order.lines.map(({ bookId }) => bookId) } },
          },
        },
        include: ORDER_INCLUDE,
      });
      const held = rows.flatMap(({ lines }) => lines);
      const isEnough = await this.reservations.wouldSuffice(sql, order.lines, held);
      return isEnough ? rows.map(toOrder) : [];
    }, 'placement');
  }

  /** Lets the shopper place another order of the same origin while the payment of this one is processing. */
  async makeInactive(orderId: string): Promise<void> {
    await this.database.write((tx) =>
      tx.order.updateMany({
        where: { id: orderId, state: 'processing' },
        data: { activeOrderKey: null },
      }),
    );
  }

  /** Creates the order under review, with the payment and without lines. Null if the order exists. */
  recreate(orphan: OrphanedOrder, account: StripeAccountRef): Promise<Order | null> {
    const recovered = {
      event: 'order_recovered',
      trigger: 'recovery',
      detail: orphanedOrderReason(orphan),
      entries: [paymentEntry(orphan.payment)],
    } as const;
    return this.database.write(async (tx, sql) => {
      if (await tx.order.findUnique({ where: { id: orphan.id } })) return null;
      // The number may have been given to another order after the restore.
      const isTaken = await tx.order.findUnique({ where: { number: orphan.number } });
      const number = isTaken ? await nextNumber(this.database, sql) : orphan.number;
      await keepNumber(this.database, sql, number);
      await createOrder(sql, { ...columnsOfOrphan(orphan, account), number, lines: [] }, recovered);
      return findOrder(tx, orphan.id);
    });
  }
}

/** `reserved`: the copies taken off the stock for each line. */
function columnsOf(order: NewOrder, reserved: readonly number[]) {
  const { id, token, origin, shopperId, cartId, activeOrderKey, stripeAccount } = order;
  const { mode: stripeMode, account } = stripeAccount;
  const identity = { id, token, origin, shopperId, cartId, activeOrderKey };
  return { ...identity, stripeMode, stripeAccount: account, ...toOfferColumns(order, reserved) };
}

function columnsOfOrphan(orphan: OrphanedOrder, { mode, account }: StripeAccountRef) {
  const { paymentIntentId, currency, amountMinor, createdAt, email } = orphan.payment;
  return {
    id: orphan.id,
    token: newOrderToken(),
    origin: 'restored',
    currency,
    totalMinor: amountMinor,
    email,
    stripeMode: mode,
    stripeAccount: account,
    paymentIntentId,
    reason: orphanedOrderReason(orphan),
    placedAt: createdAt,
  };
}
