import type { WriteTransaction } from '../database/database.service.js';
import { statesBefore } from './domain/order-state.js';

type Reader = Pick<WriteTransaction, 'order'>;

export interface BookQuantity {
  bookId: number;
  quantity: number;
}

/** Paid orders, under review or not, whose lines are still in the cart. */
const paidOrdersOf = (cartId: string) => ({
  cartId,
  removedFromCartAt: null,
  ledger: { some: { kind: 'payment' } },
});

export async function purchasedLines(reader: Reader, cartId: string): Promise<BookQuantity[]> {
  const orders = await reader.order.findMany({
    where: paidOrdersOf(cartId),
    select: { lines: { select: { bookId: true, quantity: true } } },
  });
  return orders.flatMap(({ lines }) => lines);
}

/** Orders on their way to be paid. Their lines are back in the cart if the payment fails. */
export function ordersInPayment(
  reader: Reader,
  cartId: string,
): Promise<{ id: string; lines: BookQuantity[] }[]> {
  return reader.order.findMany({
    where: { cartId, state: 'processing' },
    select: { id: true, lines: { select: { bookId: true, quantity: true } } },
  });
}

/** So that the purchased lines are removed from the cart only once. */
export async function markRemovedFromCart(tx: WriteTransaction, cartId: string): Promise<void> {
  await tx.order.updateMany({
    where: paidOrdersOf(cartId),
    data: { removedFromCartAt: new Date() },
  });
}

/** The copies reserved by open orders of the shopper, which give way to an order of the cart. */
export async function reservedLines(reader: Reader, shopperId: string): Promise<BookQuantity[]> {
  const orders = await reader.order.findMany({
    where: { shopperId, state: { in: statesBefore('order_superseded') } },
    select: { lines: { select: { bookId: true, reserved: true } } },
  });
  return orders.flatMap(({ lines }) =>
    lines.map(({ bookId, reserved }) => ({ bookId, quantity: reserved })),
  );
}
