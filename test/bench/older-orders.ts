import { randomUUID } from 'node:crypto';
import type { DatabaseService, WriteTransaction } from '../../src/database/database.service.js';

/**
 * A shop that has been open for a while. In an empty one every index is one page, and PostgreSQL takes any two
 * writes for a conflict: that is the first day of a shop, and not what is measured.
 */
const ORDERS = 30_000;
const AT_ONCE = 500;
/** Far from those that the bench's own orders get. */
const FIRST_NUMBER = 1_000_000;
/** What the ids of their PaymentIntents begin with. */
export const OLDER = 'pi_older';

export async function addOlderOrders(database: DatabaseService, bookIds: readonly number[]) {
  for (let first = 1; first <= ORDERS; first += AT_ONCE) {
    const orders = Array.from({ length: AT_ONCE }, (_, at) => olderOrder(first + at));
    await database.write((tx) => addOrders(tx, orders, bookIds));
  }
}

type OlderOrder = ReturnType<typeof olderOrder>;

async function addOrders(tx: WriteTransaction, orders: OlderOrder[], bookIds: readonly number[]) {
  await tx.order.createMany({ data: orders });
  await tx.orderLine.createMany({ data: orders.map(({ id }, at) => lineOf(id, bookIds, at)) });
  await tx.ledgerEntry.createMany({ data: orders.map(paymentOf) });
  await tx.timelineEntry.createMany({ data: orders.flatMap(({ id }) => historyOf(id)) });
  await tx.cart.createMany({ data: orders.map(({ cartId: id }) => ({ id })) });
  await tx.cartItem.createMany({
    data: orders.map(({ cartId }, at) => itemOf(cartId, bookIds, at)),
  });
}

function olderOrder(at: number) {
  const shopperId = randomUUID();
  return {
    id: randomUUID(),
    number: FIRST_NUMBER + at,
    token: randomUUID(),
    state: 'paid',
    origin: 'cart',
    shopperId,
    cartId: shopperId,
    currency: 'usd',
    totalMinor: 2300,
    stripeMode: 'sandbox',
    stripeAccount: 'acct_older',
    paymentIntentId: `${OLDER}_${randomUUID()}`,
    placedAt: new Date(0),
    paidAt: new Date(0),
    removedFromCartAt: new Date(0),
  };
}

const bookAt = (bookIds: readonly number[], at: number) => bookIds[at % bookIds.length] ?? 0;

function lineOf(orderId: string, bookIds: readonly number[], at: number) {
  const book = { bookId: bookAt(bookIds, at), slug: 'book', title: 'A book', author: 'An Author' };
  return { orderId, ...book, unitPriceMinor: 2300, quantity: 1 };
}

const paymentOf = ({ id: orderId, paymentIntentId }: OlderOrder) => ({
  orderId,
  kind: 'payment',
  stripeId: paymentIntentId,
  amountMinor: 2300,
  currency: 'usd',
});

const historyOf = (orderId: string) => [
  { orderId, event: 'order_placed', state: 'pending', trigger: 'shopper' },
  { orderId, event: 'payment_succeeded', state: 'paid', trigger: 'webhook' },
];

const itemOf = (cartId: string, bookIds: readonly number[], at: number) => ({
  cartId,
  bookId: bookAt(bookIds, at),
  quantity: 1,
  acceptedUnitMinor: 2300,
});
