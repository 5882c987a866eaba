import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { recordsOf } from '../../test/support/records.js';
import { placePayableOrder } from '../../test/support/placed-orders.js';
import { openShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { OrderRepository } from './order.repository.js';
import type { OrderWithPayment } from './payment/payment-intent.service.js';

describe(OrderRepository.name, () => {
  let shop: ShopInProcess;
  let orders: OrderRepository;
  let order: OrderWithPayment;

  beforeAll(async () => {
    shop = await openShop();
    orders = shop.get(OrderRepository);
  });
  beforeEach(async () => {
    order = await placePayableOrder(shop);
  });
  afterAll(() => shop.close());

  it('keeps the PaymentIntent that an order has, whatever else is attached to it', async () => {
    expect(await orders.attachPayment(order.id, 'pi_later')).toBe(order.paymentIntentId);
    expect(recordsOf(shop.databasePath).order(order.token)).toMatchObject({
      paymentIntentId: order.paymentIntentId,
    });
  });

  it('attaches one of two PaymentIntents that come at once, and tells both callers which', async () => {
    shop.change('UPDATE "Order" SET paymentIntentId = NULL WHERE id = ?', order.id);

    const attached = await Promise.all(
      ['pi_one', 'pi_other'].map((id) => orders.attachPayment(order.id, id)),
    );

    expect(attached).toEqual(['pi_one', 'pi_one']);
  });

  it('gives an e-mail address another revision when it is another one, and only then', async () => {
    const revisions: number[] = [];
    for (const email of ['ada@example.com', 'ada@example.com', 'bob@example.com']) {
      revisions.push(await orders.changeEmail(order.id, email));
    }
    revisions.push(await orders.changeEmail(order.id, 'ada@example.com'));

    expect(revisions).toEqual([1, 1, 2, 3]);
    expect(recordsOf(shop.databasePath).order(order.token).email).toBe('ada@example.com');
  });
});
