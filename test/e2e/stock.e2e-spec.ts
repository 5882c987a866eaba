import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const BUYERS = 50;

describe('copies that are limited', () => {
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    world = await World.start({ databasePath });
    await world.control.set({ webhooks: 'off' });
  });
  afterAll(() => world.stop());

  const orderOf = (token: string) => recordsOf(world.databasePath).order(token);
  const limited = (slug: string, stock: number) =>
    aBook(world.databasePath, { slug, title: `The ${slug}`, stock }).slug;
  const left = (slug: string) =>
    onDatabase(world.databasePath, (database) =>
      database.prepare('SELECT stock FROM Book WHERE slug = ?').pluck().get(slug),
    );
  const settle = (token: string) => new Shopper(world.shopUrl).get(`/orders/${token}`);

  it('gives the last one to one of fifty buyers at once, and tells the others before they pay', async () => {
    const slug = limited('last-copy', 1);
    const answers = await Promise.all(
      Array.from({ length: BUYERS }, () => new Shopper(world.shopUrl).checkOut({ slug })),
    );

    const told = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(told).toHaveLength(BUYERS - 1);
    expect(told.every(({ text }) => text.includes('No copy of'))).toBe(true);
    expect(left(slug)).toBe(0);
    expect(recordsOf(world.databasePath).orders()).toHaveLength(1);
  });

  it('counts what a cart’s own order holds as there for that cart', async () => {
    const slug = limited('held', 2);
    const shopper = new Shopper(world.shopUrl);
    await shopper.post('/cart/items', { slug, quantity: '2' });
    const first = await shopper.checkOut();
    expect(left(slug)).toBe(0);

    const { text } = await shopper.get('/cart');
    expect(text).not.toContain('Sold out');
    expect(await shopper.checkOut()).toMatchObject({ location: first.location });

    await shopper.post(`/cart/items/${slug}`, { quantity: '1' });
    const second = await shopper.checkOut();
    expect(second.location).not.toBe(first.location);
    expect(left(slug)).toBe(1);
  });

  it('keeps the last copy for whoever orders it, says so and until when, and “sold out” to others only', async () => {
    const slug = limited('kept', 1);
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow(slug);
    expect(await shopper.buyNow(slug)).toBe(token); // pressed again, it is the same order of one copy
    const { created } = await world.stripe.paymentIntents.retrieve(
      orderOf(token).paymentIntentId ?? '',
    );

    const own = await shopper.get(`/books/${slug}`);
    const other = new Shopper(world.shopUrl);
    await other.buyNow(limited('another', 9));
    const others = await other.get(`/books/${slug}`);
    expect(own.text).toContain(`One copy is kept for you. <a href="/orders/${token}">`);
    expect(own.text).not.toMatch(/sold out|no copy|comes back here/i);
    expect(own.headers.get('cache-control')).toBe('no-store');
    expect(others.text).toContain('Sold out');
    expect(others.text).not.toContain('kept for you');

    const payment = await shopper.get(`/checkout/${token}`);
    expect(payment.text).toContain('“Buy now” buys one copy. For more, add the book to your cart.');
    const anHourLater = new Date((created + 3600) * 1000).toISOString();
    for (const path of [`/checkout/${token}`, `/orders/${token}`]) {
      const { text } = await shopper.get(path);
      expect(text).toContain(`Kept for you until <time datetime="${anHourLater}">`);
    }
  });

  it('asks a person when a book got its limit after it was ordered, and does not say that the order was given up', async () => {
    const { slug } = aBook(world.databasePath, { slug: 'limited-since', title: 'Limited Since' });
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    onDatabase(world.databasePath, (database) =>
      database.prepare('UPDATE Book SET stock = 0 WHERE slug = ?').run(slug),
    );
    await payWith(world.stripe, orderOf(token).paymentIntentId ?? '');

    const { text } = await settle(token);

    expect(orderOf(token).state).toBe('needs_review');
    expect(text).toContain('Paid when no copies were held for the order. No copy of “Limited');
    expect(text).not.toContain('given up');
  });

  describe('when money comes for an order that was given up', () => {
    /** As if Stripe had taken the money after all. */
    async function paidAfterAll(slug: string) {
      const token = await new Shopper(world.shopUrl).buyNow(slug);
      await payWith(world.stripe, orderOf(token).paymentIntentId ?? '');
      onDatabase(world.databasePath, (database) => {
        database
          .prepare(`UPDATE "Order" SET state = 'canceled', activeOrderKey = NULL WHERE token = ?`)
          .run(token);
        database.exec(
          `UPDATE OrderLine SET reserved = 0 WHERE orderId = (SELECT id FROM "Order" WHERE token = '${token}')`,
        );
        database.prepare('UPDATE Book SET stock = stock + 1 WHERE slug = ?').run(slug);
      });
      return token;
    }

    it('records the payment and asks a person when they have gone', async () => {
      const slug = limited('gone', 1);
      const token = await paidAfterAll(slug);
      await new Shopper(world.shopUrl).buyNow(slug);
      await settle(token);

      const { id, state, totalMinor } = orderOf(token);
      expect([state, left(slug)]).toEqual(['needs_review', 0]);
      expect(recordsOf(world.databasePath).ledger()).toContainEqual(
        expect.objectContaining({ orderId: id, amountMinor: totalMinor }),
      );
      const { text } = await settle(token);
      expect(text).toContain('after the order had been given up. No copy of “The gone” is left.');
    });
  });
});
