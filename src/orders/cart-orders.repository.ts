import { placeholdersFor, type Sql } from '../database/sql.js';
import { statesBefore } from './domain/order-state.js';
import { HAS_PAYMENT } from './order-writer.repository.js';

export { markRemovedFromCart } from './order-writer.repository.js';

export interface BookQuantity {
  bookId: number;
  quantity: number;
}

export interface OrderInPayment {
  id: string;
  lines: BookQuantity[];
}

/** What orders have of a cart. */
export interface CartOrders {
  /** Paid, and not removed from the cart yet. */
  purchased: BookQuantity[];
  /** On their way to be paid. Their lines are back in the cart if the payment fails. */
  inPayment: OrderInPayment[];
}

type Row = BookQuantity & { id: string; isInPayment: number };

const SUPERSEDABLE = statesBefore('order_superseded');

// By the cart alone. For a question about a state, PostgreSQL would read the page of the index where every new order is
// written, and conflict with each: see decision 18.
const OF_CART = `SELECT "Order"."id", l."bookId", l."quantity", "state" = 'processing' AS "isInPayment" FROM "Order"
  JOIN "OrderLine" l ON l."orderId" = "Order"."id"
  WHERE "cartId" = ? AND "removedFromCartAt" IS NULL AND ("state" = 'processing' OR ${HAS_PAYMENT})`;

const RESERVED = `SELECT l."bookId", l."reserved" AS "quantity" FROM "Order" o
  JOIN "OrderLine" l ON l."orderId" = o."id"
  WHERE o."shopperId" = ? AND o."state" IN (${placeholdersFor(SUPERSEDABLE)})`;

export async function ordersOfCart(sql: Sql, cartId: string): Promise<CartOrders> {
  const purchased: BookQuantity[] = [];
  const inPayment = new Map<string, BookQuantity[]>();
  for (const { id, isInPayment, ...line } of await sql.all<Row>(OF_CART, cartId)) {
    if (isInPayment) inPayment.set(id, [...(inPayment.get(id) ?? []), line]);
    else purchased.push(line);
  }
  return { purchased, inPayment: [...inPayment].map(([id, lines]) => ({ id, lines })) };
}

/** The copies reserved by open orders of the shopper, which give way to an order of the cart. */
export function reservedLines(sql: Sql, shopperId: string): Promise<BookQuantity[]> {
  return sql.all<BookQuantity>(RESERVED, shopperId, ...SUPERSEDABLE);
}
