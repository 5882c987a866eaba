import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { anOrder, aStranger } from '../../test/support/placed-orders.js';
import { recordsOf } from '../../test/support/records.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { CardTestingGuard } from '../checkout/card-testing/card-testing.guard.js';
import { WebhookEventProcessor } from './webhook-event-processor.service.js';

describe(WebhookEventProcessor.name, () => {
  let shop: ShopInProcess;
  let slug: string;

  beforeAll(async () => {
    shop = await openImpatientShop();
    ({ slug } = aBook(shop.databasePath));
  });
  afterAll(() => shop.close());

  const deliver = async (type: string) => {
    await shop.deliver(type);
    return recordsOf(shop.databasePath).events().at(-1)?.status;
  };
  /** Paid, and the shop knows it, after one declined card if so wished. */
  async function aPaidOrder({ isDeclinedFirst = false } = {}) {
    const order = await anOrder(shop, slug);
    const { stripe } = shop.gateway;
    if (isDeclinedFirst) {
      stripe.act(order.payment, 'payment_intent.payment_failed', (truth) => truth.decline());
    }
    order.pay();
    await order.look();
    expect(order.is().state).toBe('paid');
    return order;
  }

  it('asks Stripe nothing about a payment that was only created for an order', async () => {
    const order = await anOrder(shop, slug);
    const before = shop.gateway.calls.length;

    expect(await deliver('payment_intent.created')).toBe('processed');

    expect([shop.gateway.calls.slice(before), order.is().state]).toEqual([[], 'pending']);
  });

  it('does nothing about an event of a type that is not handled', async () => {
    const order = await anOrder(shop, slug);
    const { stripe } = shop.gateway;
    stripe.act(order.payment, 'charge.succeeded', (truth) => truth.succeed());
    const before = shop.gateway.calls.length;

    expect(await deliver('charge.succeeded')).toBe('processed');

    expect([shop.gateway.calls.slice(before), order.is().state]).toEqual([[], 'pending']);
  });

  it('hears of a refund of a paid order', async () => {
    const order = await aPaidOrder();
    order.refund(500);

    expect(await deliver('charge.refunded')).toBe('processed');
    expect(order.is().state).toBe('partially_refunded');
  });

  it('hears of a dispute of a paid order', async () => {
    const order = await aPaidOrder();
    shop.gateway.stripe.act(order.payment, 'charge.dispute.created', (truth) =>
      truth.dispute('open'),
    );

    expect(await deliver('charge.dispute.created')).toBe('processed');
    expect(order.is().state).toBe('disputed');
  });

  it('counts a decline also when another card has paid the order before it is heard of', async () => {
    const order = await aPaidOrder({ isDeclinedFirst: true });
    const count = jest.spyOn(shop.get(CardTestingGuard), 'recordDecline');

    expect(await deliver('payment_intent.payment_failed')).toBe('processed');

    expect([count.mock.calls, order.is().state]).toEqual([[[order.token]], 'paid']);
  });

  it.each(['payment_intent.created', 'payment_intent.succeeded'])(
    'keeps %s of an unknown payment for later',
    async (type) => {
      const id = aStranger(shop, 2300);
      shop.gateway.stripe.act(id, 'payment_intent.succeeded', (truth) => truth.succeed());

      expect(await deliver(type)).toBe('retry_scheduled');
    },
  );

  it('gives the creation of a payment to the order that had not heard of it', async () => {
    const order = await anOrder(shop, slug);
    shop.change('UPDATE "Order" SET paymentIntentId = NULL WHERE id = ?', order.id);

    expect(await deliver('payment_intent.created')).toBe('processed');
    expect(order.is().paymentIntentId).toBe(order.payment);
  });
});
