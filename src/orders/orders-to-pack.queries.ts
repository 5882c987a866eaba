import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';

/** How many copies of a paid order are to be packed in all, whether they are or not. */
export interface OrderToPack {
  id: string;
  copies: number;
}

// Of a paid order nothing counts as refunded: a refund of it has failed. Nobody knows whether an older order, which has
// no delivery, was sent.
const TO_PACK = `SELECT o."id", CAST(SUM(l."quantity" -
    CASE WHEN o."state" = 'paid' THEN 0 ELSE COALESCE(l."canceled", 0) END) AS INTEGER) AS "copies"
  FROM "Order" o JOIN "OrderLine" l ON l."orderId" = o."id"
  WHERE o."state" IN ('paid', 'partially_refunded', 'disputed')
    AND o."paidAt" IS NOT NULL AND o."deliveryKind" IS NOT NULL
  GROUP BY o."id", o."number" ORDER BY o."number"`;

@Injectable()
export class OrdersToPackQueries {
  constructor(private readonly database: DatabaseService) {}

  /** Oldest first. */
  list(): Promise<OrderToPack[]> {
    return this.database.sql.all<OrderToPack>(TO_PACK);
  }
}
