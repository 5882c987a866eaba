import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import { findReceiptedOrders } from '../receipts/receipt.queries.js';
import type { Order } from './domain/order.js';
import { ORDER_INCLUDE, toOrder } from './order.mapper.js';

/** How many copies of a paid order are to be packed in all, whether they are or not. */
export interface OrderToPack {
  id: string;
  copies: number;
}

interface Row extends OrderToPack {
  deliveryKind: string | null;
}

// Of a paid order nothing counts as refunded: a refund of it has failed.
const TO_PACK = `SELECT o."id", o."deliveryKind", CAST(SUM(l."quantity" -
    CASE WHEN o."state" = 'paid' THEN 0 ELSE COALESCE(l."canceled", 0) END) AS INTEGER) AS "copies"
  FROM "Order" o JOIN "OrderLine" l ON l."orderId" = o."id"
  WHERE o."state" IN ('paid', 'partially_refunded', 'disputed') AND o."paidAt" IS NOT NULL
  GROUP BY o."id", o."number" ORDER BY o."number"`;

/** SQLite takes a thousand values in a statement. */
export const AT_ONCE = 500;

@Injectable()
export class OrdersToPackQueries {
  constructor(private readonly database: DatabaseService) {}

  /**
   * Oldest first. An order without a delivery is of a time when there was none, and nobody knows whether it was sent;
   * unless its money came since, while the shop was updated: then it has a receipt.
   */
  async list(): Promise<OrderToPack[]> {
    const rows = await this.database.sql.all<Row>(TO_PACK);
    const older = rows.filter(({ deliveryKind }) => deliveryKind === null).map(({ id }) => id);
    const receipted = await findReceiptedOrders(this.database, older);
    return rows.filter(({ id, deliveryKind }) => deliveryKind !== null || receipted.has(id));
  }

  /** All of these, oldest first. */
  async read(ids: readonly string[]): Promise<Order[]> {
    const orders: Order[] = [];
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const where = { id: { in: ids.slice(from, from + AT_ONCE) } };
      const rows = await this.database.reader.order.findMany({ where, include: ORDER_INCLUDE });
      orders.push(...rows.map(toOrder));
    }
    return orders.toSorted((one, other) => one.number - other.number);
  }
}
