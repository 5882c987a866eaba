import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { buyCart, buyNow } from '../../test/support/check-out.js';
import { aPayment } from '../../test/support/payments.js';
import { recordsOf } from '../../test/support/records.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { CartService } from '../cart/cart.service.js';
import { PaymentSyncService } from '../orders/payment/payment-sync.service.js';
import { CheckoutService } from './checkout.service.js';

let shoppers = 0;

describe('a shopper with an open order', () => {
  let shop: ShopInProcess;
  let ada: string;
  let slug: string;

  beforeAll(async () => {
    shop = await openImpatientShop();
  });
  afterAll(() => shop.close());
  beforeEach(() => {
    ada = `ada-${++shoppers}`;
    slug = aBook(shop.databasePath, { slug: `limited-${shoppers}`, stock: 1 }).slug;
  });

  const checkout = () => shop.get(CheckoutService);
  const carts = () => shop.get(CartService);
  const orderOf = (token: string) => recordsOf(shop.databasePath).order(token);
  const left = () => shop.stockOf(slug);
  const reasons = async () =>
    (await carts().read(ada)).lines.map(({ unavailableReason }) => unavailableReason);

  async function checkOut(...slugs: string[]) {
    for (const each of slugs) await carts().add(ada, each, 1);
    const order = await buyCart(shop, ada);
    if (!order?.paymentIntentId) throw new Error('The cart was not ordered');
    return { token: order.token, payment: order.paymentIntentId };
  }

  /** As when its page is opened. */
  async function look(token: string) {
    const order = await shop.order(token);
    await shop.get(PaymentSyncService).syncOrFallback(order, 'order_page', 'fresh');
  }

  async function beginToPay({ token }: { token: string }) {
    await checkout().setContact(token, 'ada@example.com');
  }

  const process = (payment: string) =>
    shop.gateway.stripe.act(payment, 'payment_intent.processing', (truth) => truth.process());

  it('sees the cart again when a price changes while the chosen quantity is stored', async () => {
    const { slug: other } = aBook(shop.databasePath, { slug: `other-${shoppers}` });
    await checkOut(other);
    carts().onChange(() => {
      shop.change('UPDATE Book SET unitPriceMinor = 2600 WHERE slug = ?', other);
      return Promise.resolve();
    });

    expect(await buyCart(shop, ada, { chosen: { quantities: new Map([[other, 2]]) } })).toBeNull();
  });

  describe('that holds the last copy', () => {
    it('may buy it at once although it is in the order of the cart', async () => {
      const { token, payment } = await checkOut(slug);

      const now = await buyNow(shop, ada, slug);

      expect([orderOf(token).state, orderOf(now.token).state, left()]).toEqual([
        'superseded',
        'pending',
        0,
      ]);
      expect(shop.gateway.stripe.intent(payment).truth.charge).toBe('canceled');
    });

    it('may order it from the cart although “Buy now” holds it', async () => {
      const now = await buyNow(shop, ada, slug);
      await carts().add(ada, slug, 1);
      expect(await reasons()).toEqual([null]);

      const { token } = await checkOut();

      expect([orderOf(now.token).state, orderOf(token).state, left()]).toEqual([
        'superseded',
        'pending',
        0,
      ]);
    });

    it('keeps it when the stock would not suffice anyway', async () => {
      const now = await buyNow(shop, ada, slug);
      await carts().add(ada, slug, 2);
      expect(await reasons()).toEqual(['too-few']);

      shop.change('UPDATE Book SET stock = 1 WHERE slug = ?', slug);
      await expect(buyNow(shop, 'bob', slug)).resolves.toBeDefined();
      await expect(buyCart(shop, ada)).resolves.toBeNull();

      expect(orderOf(now.token).state).toBe('pending');
    });

    it('is led to the order that was paid meanwhile', async () => {
      const { token, payment } = await checkOut(slug);
      shop.gateway.stripe.act(payment, 'payment_intent.succeeded', (truth) => truth.succeed());

      const now = await buyNow(shop, ada, slug);

      expect([now.token, orderOf(token).state]).toEqual([token, 'paid']);
    });

    it('releases it at once by taking the book out of the cart, its PaymentIntent canceled', async () => {
      const { token, payment } = await checkOut(slug);
      expect(left()).toBe(0);

      await carts().setQuantity(ada, slug, 0);

      expect([orderOf(token).state, left()]).toEqual(['superseded', 1]);
      expect(shop.gateway.stripe.intent(payment).truth.charge).toBe('canceled');
    });

    it('keeps it while the cart has what was ordered', async () => {
      const { token } = await checkOut(slug);

      await carts().setQuantity(ada, slug, 1);

      expect([orderOf(token).state, left()]).toEqual(['pending', 0]);
    });

    it('keeps it when the bank is asking, or when Stripe does not answer', async () => {
      const order = await checkOut(slug);
      await beginToPay(order);
      shop.gateway.stripe.act(order.payment, 'requires_action', (truth) => truth.askBank());
      await carts().setQuantity(ada, slug, 0);
      expect([orderOf(order.token).state, left()]).toEqual(['pending', 0]);

      await carts().setQuantity(ada, slug, 1);
      shop.gateway.stripe.act(order.payment, 'payment_failed', (truth) => truth.decline());
      const heal = shop.gateway.plan(({ about }) => about === order.payment, 'not_sent');
      await carts().setQuantity(ada, slug, 0);
      heal();

      expect([orderOf(order.token).state, left()]).toEqual(['pending', 0]);
    });

    it('pays for it when the payment was quicker than the change of the cart', async () => {
      const order = await checkOut(slug);
      await beginToPay(order);
      shop.gateway.stripe.act(order.payment, 'payment_intent.succeeded', (truth) =>
        truth.succeed(),
      );

      await carts().setQuantity(ada, slug, 0);

      expect([orderOf(order.token).state, left()]).toEqual(['paid', 0]);
    });
  });

  describe('whose payment is on its way', () => {
    const titles = async () => (await carts().read(ada)).lines.map(({ book }) => book.slug);
    const aMore = () => aBook(shop.databasePath, { slug: `more-${shoppers}` }).slug;

    async function onItsWay() {
      const order = await checkOut(slug);
      await beginToPay(order);
      process(order.payment);
      await look(order.token);
      expect(orderOf(order.token).state).toBe('processing');
      return order;
    }

    it('does not find what is being paid in the cart, and orders something else', async () => {
      const first = await onItsWay();
      expect(await titles()).toEqual([]);

      const second = await checkOut(aMore());

      expect(second.token).not.toBe(first.token);
      expect(orderOf(first.token).state).toBe('processing');
      expect(orderOf(second.token)).toMatchObject({ state: 'pending', totalMinor: 2300 });
      expect(await titles()).toEqual([`more-${shoppers}`]);
    });

    it('has it in the cart again when the payment fails, and pays it with the rest, once', async () => {
      const first = await onItsWay();
      await checkOut(aMore());
      shop.gateway.stripe.act(first.payment, 'payment_failed', (truth) => truth.decline());
      await look(first.token);
      expect(await titles()).toEqual([slug, `more-${shoppers}`]);

      await expect(beginToPay(first)).rejects.toMatchObject({ code: 'cart-changed' });
      const both = await checkOut();

      expect(orderOf(both.token)).toMatchObject({ state: 'pending', totalMinor: 4600 });
      expect([orderOf(first.token).state, left()]).toEqual(['superseded', 0]);
    });

    it('has bought it once when the payment succeeds, and keeps the rest in the cart', async () => {
      const first = await onItsWay();
      const more = aMore();
      await carts().add(ada, more, 1);
      shop.gateway.stripe.act(first.payment, 'payment_succeeded', (truth) => truth.succeed());
      await look(first.token);

      expect(await titles()).toEqual([more]);
      await carts().setQuantity(ada, more, 2);
      expect(await carts().count(ada)).toBe(2);
    });

    it('is led to that order, and orders nothing twice, while the shop does not know yet', async () => {
      const { slug: unlimited } = aBook(shop.databasePath, { slug: `unlimited-${shoppers}` });
      const first = await checkOut(unlimited);
      await beginToPay(first);
      process(first.payment);
      await carts().add(ada, aMore(), 1);

      const led = await checkOut();

      expect([led.token, orderOf(first.token).state]).toEqual([first.token, 'processing']);
      expect(await titles()).toEqual([`more-${shoppers}`]);
    });

    it('is not charged twice for the same book by “Buy now” pressed again', async () => {
      const now = await buyNow(shop, ada, slug);
      process(now.paymentIntentId ?? '');
      await look(now.token);

      expect((await buyNow(shop, ada, slug)).token).toBe(now.token);
    });

    it('keeps a voucher that the shop has not heard of yet', async () => {
      const order = await checkOut(slug);
      await beginToPay(order);
      const voucher = { expiresAt: new Date(Date.now() + 3 * 86_400_000), url: null };
      shop.gateway.payments.set(order.payment, aPayment({ status: 'processing', voucher }));

      await carts().setQuantity(ada, slug, 0);

      expect([orderOf(order.token).state, left()]).toEqual(['processing', 0]);
      expect(shop.gateway.stripe.intent(order.payment).truth.charge).toBe('none');
    });
  });
});
