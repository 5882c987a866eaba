import { randomBytes, randomUUID } from 'node:crypto';
import { money } from '../../src/money/money.js';
import type { Order } from '../../src/orders/domain/order.js';
import type { NewOrder } from '../../src/orders/domain/new-order.js';
import { aDelivery, aLine, anOffer } from '../support/offers.js';
import { aSucceededPayment } from '../support/payments.js';
import type { Contestants } from './contestants.js';

export interface Book {
  id: number;
  slug: string;
}

/** Of $23.00. `stock` null: unlimited. */
export function aBook({ database }: Contestants, stock: number | null = null): Promise<Book> {
  const slug = randomUUID();
  const text = { slug, title: slug, author: 'An Author', description: 'A book.' };
  const data = {
    ...text,
    unitPriceMinor: 2300,
    currency: 'usd',
    coverColor: '#1f3a5f',
    shelfPosition: 1,
    stock,
  };
  return database.write((tx) => tx.book.create({ data }));
}

export const inCart = ({ id }: Book, quantity = 1) => ({
  bookId: id,
  quantity,
  acceptedUnitMinor: 2300,
  lastAddedAt: null,
  lastAddedQuantity: null,
});

export function newOrderOf(
  books: readonly Book[],
  { shopperId = randomUUID(), cartId = null as string | null } = {},
): NewOrder {
  const lines = books.map(({ id, slug }) =>
    aLine({ bookId: id, slug, title: slug, unitPrice: money(2300, 'usd') }),
  );
  return {
    id: randomUUID(),
    token: randomBytes(24).toString('base64url'),
    origin: cartId === null ? 'buy-now' : 'cart',
    shopperId,
    cartId,
    activeOrderKey: `${shopperId}:race`,
    stripeAccount: { mode: 'sandbox', account: 'acct_1' },
    ...anOffer({ lines, delivery: aDelivery({ amount: money(0, 'usd') }) }),
  };
}

export type PayableOrder = Order & { paymentIntentId: string };

export async function anOrder(
  { one }: Contestants,
  book: Book,
  cartId: string | null = null,
): Promise<PayableOrder> {
  const order = await one.placement.findOpenOrCreate(newOrderOf([book], { cartId }));
  const paymentIntentId = await one.orders.attachPayment(order.id, `pi_${randomUUID()}`);
  return { ...order, paymentIntentId };
}

export async function aPaidOrder(contestants: Contestants, book: Book): Promise<PayableOrder> {
  const order = await anOrder(contestants, book);
  await contestants.one.orders.applyTransition(order.id, isPaid(order), 'webhook');
  return order;
}

const received = ({ paymentIntentId }: PayableOrder) => aSucceededPayment({ paymentIntentId });

export const isPaid = (order: PayableOrder) =>
  ({ event: 'payment_succeeded', reason: null, received: received(order) }) as const;
export const isMismatched = (order: PayableOrder) =>
  ({ event: 'payment_mismatched', reason: 'Another amount', received: received(order) }) as const;
export const isExpired = { event: 'order_expired', reason: null, received: null } as const;
export const isDeclined = (attempt: string) =>
  ({ event: 'payment_failed', reason: attempt, failedAttempt: attempt, received: null }) as const;

export async function stockOf({ reader }: Contestants, { id }: Book) {
  return (await reader.book.findUniqueOrThrow({ where: { id } })).stock;
}
