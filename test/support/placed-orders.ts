import { money } from '../../src/money/money.js';
import { PaymentSyncService } from '../../src/orders/payment/payment-sync.service.js';
import { CartService } from '../../src/cart/cart.service.js';
import type { Order } from '../../src/orders/domain/order.js';
import { aBook } from './books.js';
import { buyCart, buyNow as buyNowAs, BY_MAIL } from './check-out.js';
import { onDatabase } from './database.js';
import { recordsOf } from './records.js';
import type { ShopInProcess } from './shop-in-process.js';

let shoppers = 0;
let strangers = 0;

/** An order of the $23.00 book, with its PaymentIntent. */
export async function placePayableOrder(shop: ShopInProcess) {
  const sql = 'SELECT slug FROM Book WHERE id = 1';
  const slug = onDatabase(shop.databasePath, (database) =>
    database.prepare<[], string>(sql).pluck().get(),
  );
  return orderWithPayment(await buyNow(shop, slug ?? aBook(shop.databasePath).slug));
}

/** An order by a shopper who has none yet, as by “Buy now”. */
export function buyNow(shop: ShopInProcess, slug: string, shopperId = `shopper-${++shoppers}`) {
  return buyNowAs(shop, shopperId, slug);
}

function orderWithPayment(order: Order) {
  const { paymentIntentId } = order;
  if (!paymentIntentId) throw new Error('It has no PaymentIntent');
  return { ...order, paymentIntentId };
}

/** A test's hands on one order: the shopper's, Stripe's, and a look at the records. */
export async function anOrder(shop: ShopInProcess, slug: string) {
  return handsOn(shop, await buyNow(shop, slug));
}

/** The same of several copies or books, from a cart. */
export async function anOrderOf(
  shop: ShopInProcess,
  copies: Record<string, number>,
  draft = BY_MAIL,
) {
  const shopperId = `shopper-${++shoppers}`;
  for (const [slug, quantity] of Object.entries(copies))
    await shop.get(CartService).setQuantity(shopperId, slug, quantity);
  const order = await buyCart(shop, shopperId, { draft });
  if (!order) throw new Error('No order was placed');
  return handsOn(shop, order);
}

function handsOn(shop: ShopInProcess, order: Order) {
  const { id, token, number, paymentIntentId } = orderWithPayment(order);
  const { stripe } = shop.gateway;
  const is = () => recordsOf(shop.databasePath).order(token);
  const atStripe = () => stripe.payment(stripe.intent(paymentIntentId));
  /** As when its page is opened. */
  const look = async () => {
    const order = await shop.order(token);
    return (await shop.get(PaymentSyncService).syncOrFallback(order, 'order_page', 'fresh')).order;
  };
  const pay = () =>
    stripe.act(paymentIntentId, 'payment_intent.succeeded', (truth) => truth.succeed());
  const refunds = () =>
    stripe.afterSale(stripe.intent(paymentIntentId)).refunds.map(({ amountMinor }) => amountMinor);
  /** In Stripe's Dashboard. */
  const refund = (amountMinor: number) =>
    stripe.act(paymentIntentId, 'charge.refunded', (truth) => truth.refund(amountMinor - 1));
  return { id, token, number, payment: paymentIntentId, is, atStripe, look, pay, refund, refunds };
}

/** A payment that somebody else made at this Stripe account, or that claims to be of that order. */
export function aStranger(
  { gateway }: ShopInProcess,
  minor: number,
  orderId: string | null = null,
) {
  return gateway.stripe.create({
    orderId,
    orderNumber: null,
    amount: money(minor, 'usd'),
    description: 'Not of this shop',
    shipping: null,
    idempotencyKey: `stranger-${++strangers}`,
  }).paymentIntentId;
}
