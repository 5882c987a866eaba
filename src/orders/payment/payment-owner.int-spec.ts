import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { onDatabase } from '../../../test/support/database.js';
import { placePayableOrder } from '../../../test/support/placed-orders.js';
import { openShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import type { OrderWithPayment } from './payment-intent.service.js';
import { PaymentOwnerService } from './payment-owner.service.js';

describe(PaymentOwnerService.name, () => {
  let shop: ShopInProcess;
  let owners: PaymentOwnerService;
  let order: OrderWithPayment;

  beforeEach(async () => {
    shop = await openShop();
    owners = shop.get(PaymentOwnerService);
    order = await placePayableOrder(shop);
  });
  afterEach(() => shop.close());

  /** As if the shop had stopped before it saved the PaymentIntent. */
  const detachPayment = () =>
    onDatabase(shop.databasePath, (database) =>
      database.exec('UPDATE "Order" SET paymentIntentId = NULL'),
    );

  it('finds the order of a PaymentIntent', async () => {
    const found = await owners.find(order.paymentIntentId);

    expect(found).toMatchObject({ id: order.id, paymentIntentId: order.paymentIntentId });
  });

  it('makes no payment at Stripe to find the order of one', async () => {
    detachPayment();

    expect(await owners.find(order.paymentIntentId)).toBeNull();
    expect(shop.gateway.started).toHaveLength(1); // when the order was placed
  });

  it('gives a PaymentIntent back to the order whose own key made it', async () => {
    detachPayment();

    const adopted = await owners.adopt(order.paymentIntentId, order.id);

    expect(adopted).toMatchObject({ id: order.id, paymentIntentId: order.paymentIntentId });
    expect(await owners.find(order.paymentIntentId)).toMatchObject({ id: order.id });
  });

  it('believes no metadata of a PaymentIntent that another key made', async () => {
    detachPayment();

    expect(await owners.adopt('pi_of_another_program', order.id)).toBeNull();
  });

  it.each([
    ['has its PaymentIntent', (id: string) => id],
    ['is not there', () => '0b0c7d5e-0000-4000-8000-000000000000'],
  ])('asks Stripe for nothing where the claimed order %s', async (_, claimed) => {
    expect(await owners.adopt('pi_of_another_program', claimed(order.id))).toBeNull();
    expect(shop.gateway.started).toHaveLength(1);
  });
});
