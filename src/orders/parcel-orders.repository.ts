import { Injectable } from '@nestjs/common';
import type { Shortage } from '../catalog/domain/shortage.js';
import type { WriteTransaction } from '../database/database.service.js';
import type { Sql } from '../database/sql.js';
import type { OrderNote } from './domain/order-state.js';
import type { Order, OrderLine } from './domain/order.js';
import { appendNote } from './order-writer.repository.js';
import { findOrder } from './order.repository.js';
import { StockReservationRepository } from './stock/stock-reservation.repository.js';

/** An order, and what may speak against sending it. */
interface OrderInDoubt {
  order: Order;
  /** Stripe has not answered a refund that was asked for. */
  isRefundPending: boolean;
  /** When the shopper withdrew from the contract; null if that did not happen, or a person has dismissed it. */
  withdrawnAt: Date | null;
}

type ParcelNote = Exclude<OrderNote, 'ledger_updated' | 'dispute_dismissed'>;

/** What parcels change about their order. Every method is part of its caller's transaction. */
@Injectable()
export class ParcelOrdersRepository {
  constructor(private readonly reservations: StockReservationRepository) {}

  async find(tx: WriteTransaction, orderId: string): Promise<OrderInDoubt> {
    const order = await findOrder(tx, orderId);
    const pending = await tx.refundRequest.count({ where: { activeRequestKey: orderId } });
    const withdrawal = await tx.withdrawal.findFirst({ where: { orderId, closedAt: null } });
    return {
      order,
      isRefundPending: pending > 0,
      withdrawnAt: withdrawal?.receivedAt ?? null,
    };
  }

  note(sql: Sql, order: Order, event: ParcelNote, detail: string): Promise<void> {
    return appendNote(sql, order, { event, trigger: 'admin', detail });
  }

  /** Puts copies of a line back on the shelf. */
  putBack(
    sql: Sql,
    line: OrderLine,
    copies: { column: 'canceled' | 'returned'; quantity: number },
  ): Promise<void> {
    return this.reservations.putBack(sql, line, copies);
  }

  /** Takes copies that were put back off the shelf again, all or none. */
  takeAgain(
    sql: Sql,
    lines: readonly { line: OrderLine; shelved: number }[],
  ): Promise<Shortage | null> {
    return this.reservations.takeAgain(sql, lines);
  }

  /** Puts what of a refunded order has not been sent back on the shelf. Idempotent. */
  cancelUnsent(sql: Sql, order: Order, sent: ReadonlyMap<number, number>): Promise<void> {
    return this.reservations.cancelUnsent(sql, order.lines, sent);
  }
}
