import { placeholdersFor, type Sql } from '../database/sql.js';
import { statesBefore } from './domain/order-state.js';
import { PAID_FROM_CART } from './order-writer.repository.js';

export { markRemovedFromCart } from './order-writer.repository.js';

export interface BookQuantity {
  bookId: number;
  quantity: number;
}

export interface OrderInPayment {
  id: string;
  lines: BookQuantity[];
}

const SUPERSEDABLE = statesBefore('order_superseded');

const PURCHASED = `SELECT l."bookId", l."quantity" FROM "Order"
  JOIN "OrderLine" l ON l."orderId" = "Order"."id" WHERE ${PAID_FROM_CART}`;

const IN_PAYMENT = `SELECT o."id", l."bookId", l."quantity" FROM "Order" o
  JOIN "OrderLine" l ON l."orderId" = o."id" WHERE o."cartId" = ? AND o."state" = 'processing'`;

const RESERVED = `SELECT l."bookId", l."reserved" AS "quantity" FROM "Order" o
  JOIN "OrderLine" l ON l."orderId" = o."id"
  WHERE o."shopperId" = ? AND o."state" IN (${placeholdersFor(SUPERSEDABLE)})`;

export function purchasedLines(sql: Sql, cartId: string): Promise<BookQuantity[]> {
  return sql.all<BookQuantity>(PURCHASED, cartId);
}

/** Orders on their way to be paid. Their lines are back in the cart if the payment fails. */
export async function ordersInPayment(sql: Sql, cartId: string): Promise<OrderInPayment[]> {
  const orders = new Map<string, BookQuantity[]>();
  for (const { id, ...line } of await sql.all<BookQuantity & { id: string }>(IN_PAYMENT, cartId)) {
    orders.set(id, [...(orders.get(id) ?? []), line]);
  }
  return [...orders].map(([id, lines]) => ({ id, lines }));
}

/** The copies reserved by open orders of the shopper, which give way to an order of the cart. */
export function reservedLines(sql: Sql, shopperId: string): Promise<BookQuantity[]> {
  return sql.all<BookQuantity>(RESERVED, shopperId, ...SUPERSEDABLE);
}
