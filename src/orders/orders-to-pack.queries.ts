import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import { inPieces } from '../database/in-pieces.js';
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
    const rows = await inPieces(ids, (piece) => {
      const where = { id: { in: piece } };
      return this.database.reader.order.findMany({ where, include: ORDER_INCLUDE });
    });
    return rows.map(toOrder).toSorted((one, other) => one.number - other.number);
  }
}
