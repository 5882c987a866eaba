import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

describe('an order that nobody pays in time', () => {
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { slug: 'other' });
    aBook(databasePath, { slug: 'again', title: 'The again', stock: 1 });
    const shopEnv = { SWEEP_SECONDS: '0.2', ORDER_EXPIRES_SECONDS: '1' };
    world = await World.start({ databasePath, shopEnv });
    await world.control.set({ webhooks: 'off' });
  });
  afterAll(() => world.stop());

  const orderOf = (token: string) => recordsOf(world.databasePath).order(token);
  const expires = (token: string) =>
    eventually(() => expect(orderOf(token).state).toBe('expired'), 30);

  it('says so on all its pages, and how to buy the books again', async () => {
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow('again');
    await expires(token);

    const payment = await shopper.get(`/checkout/${token}`);
    const order = await shopper.get(`/orders/${token}`);
    const pay = await shopper.postJson(`/checkout/${token}/contact`, { email: 'ada@example.com' });

    expect(payment).toMatchObject({ status: 303, location: `/orders/${token}` });
    expect(order.text).toContain('This order has expired.');
    expect(order.text).toContain('<a class="button" href="/books/again">Buy again</a>');
    expect(order.text).toContain('Stripe, asked by the shop’s regular check');
    expect(pay.status).toBe(409);
    expect(pay.text).toContain('was not paid in time');
    expect(await shopper.buyNow('again')).not.toBe(token);
    const { paymentIntentId } = orderOf(token);
    expect(await world.stripe.paymentIntents.retrieve(paymentIntentId ?? '')).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'abandoned',
    });
  });

  it('leads back to the cart when it came from there', async () => {
    const shopper = new Shopper(world.shopUrl);
    await shopper.post('/cart/items', { slug: 'other', quantity: '1' });
    const { location } = await shopper.checkOut();
    const token = location?.split('/').at(-1) ?? '';
    await expires(token);

    expect((await shopper.get(`/orders/${token}`)).text).toContain('href="/cart">Buy again</a>');
    expect((await shopper.get('/cart')).text).toContain('Hamming');
  });
});
