import type { WriteTransaction } from '../database/database.service.js';

type Reading = Pick<WriteTransaction, 'order'>;

export interface BookQuantity {
  bookId: number;
  quantity: number;
}

/** Orders that money came for, under review or not, whose books are not out of the cart yet. */
const paidOrdersOf = (cartId: string) => ({
  cartId,
  removedFromCartAt: null,
  ledger: { some: { kind: 'payment' } },
});

/** What was bought from the cart and is not out of it yet. */
export async function purchasedLines(from: Reading, cartId: string): Promise<BookQuantity[]> {
  const orders = await from.order.findMany({
    where: paidOrdersOf(cartId),
    select: { lines: { select: { bookId: true, quantity: true } } },
  });
  return orders.flatMap(({ lines }) => lines);
}

/** What is out of the cart now: it is taken out once. */
export async function markRemovedFromCart(tx: WriteTransaction, cartId: string): Promise<void> {
  await tx.order.updateMany({
    where: paidOrdersOf(cartId),
    data: { removedFromCartAt: new Date() },
  });
}

/** Copies that an open order from the cart has taken off the shelf for it. */
export async function reservedLines(from: Reading, cartId: string): Promise<BookQuantity[]> {
  const orders = await from.order.findMany({
    where: { cartId, activeOrderKey: { not: null } },
    select: { lines: { select: { bookId: true, reserved: true } } },
  });
  return orders.flatMap(({ lines }) =>
    lines.map(({ bookId, reserved }) => ({ bookId, quantity: reserved })),
  );
}
