import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { WITHOUT_LIMITS } from '../support/patch.js';
import { patchedBuild } from '../support/patched-build.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { deliver, sign } from '../support/signed-event.js';
import { size } from '../support/size.js';
import { World } from '../support/world.js';

const BUYERS = 50;
// FOLIO_LAST_COPY_ROUNDS=100 looks longer.
const ROUNDS = size('FOLIO_LAST_COPY_ROUNDS', { usual: 4, long: 20 });

describe('copies that are limited', () => {
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { slug: 'other' });
    const shopScript = await patchedBuild('last-copies', [WITHOUT_LIMITS]);
    world = await World.start({ databasePath, shopScript });
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
    for (let round = 1; round <= ROUNDS; round += 1) {
      const slug = limited(`last-copy-${round}`, 1);
      const answers = await Promise.all(
        Array.from({ length: BUYERS }, () =>
          new Shopper(world.shopUrl).post('/checkout', { slug }),
        ),
      );

      const told = answers.filter(({ status }) => status === 409);
      expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
      expect(told).toHaveLength(BUYERS - 1);
      expect(told.every(({ text }) => text.includes('No copy of'))).toBe(true);
      expect(left(slug)).toBe(0);
    }
    expect(recordsOf(world.databasePath).orders()).toHaveLength(ROUNDS);
  }, 600_000);

  it('leaves them with the same shopper who comes to the payment page again', async () => {
    const slug = limited('twice', 1);
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow(slug);

    expect(await shopper.buyNow(slug)).toBe(token);
    expect(left(slug)).toBe(0);
  });

  it('counts what a cart’s own order holds as there for that cart', async () => {
    const slug = limited('held', 2);
    const shopper = new Shopper(world.shopUrl);
    await shopper.post('/cart/items', { slug, quantity: '2' });
    const first = await shopper.post('/checkout', {});
    expect(left(slug)).toBe(0);

    const { text } = await shopper.get('/cart');
    expect(text).not.toContain('Sold out');
    expect(await shopper.post('/checkout', {})).toMatchObject({ location: first.location });

    await shopper.post(`/cart/items/${slug}`, { quantity: '1' });
    const second = await shopper.post('/checkout', {});
    expect(second.location).not.toBe(first.location);
    expect(left(slug)).toBe(1);
  });

  it('gives them back once when the order ends unpaid', async () => {
    const slug = limited('returned', 3);
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    expect(left(slug)).toBe(2);

    await world.stripe.paymentIntents.cancel(orderOf(token).paymentIntentId ?? '');
    await Promise.all(Array.from({ length: 10 }, () => settle(token)));

    expect([orderOf(token).state, left(slug)]).toEqual(['canceled', 3]);
  });

  it('keeps them off the shelf once the order is paid', async () => {
    const slug = limited('sold', 3);
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    await payWith(world.stripe, orderOf(token).paymentIntentId ?? '');
    await settle(token);

    expect([orderOf(token).state, left(slug)]).toEqual(['paid', 2]);
  });

  it('gives those of an order under review back once all of its money has gone', async () => {
    const slug = limited('reviewed', 3);
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    const id = orderOf(token).paymentIntentId ?? '';
    await world.stripe.paymentIntents.update(id, { amount: 100 });
    await payWith(world.stripe, id);
    await settle(token);
    expect([orderOf(token).state, left(slug)]).toEqual(['needs_review', 2]);

    await world.stripe.refunds.create({ payment_intent: id });
    const { data: events } = await world.stripe.events.list({ type: 'charge.refunded', limit: 1 });
    const post = () => deliver(world.shopUrl, sign(events[0], world.webhookSecret));
    expect([(await post()).status, (await post()).status]).toEqual([200, 200]);

    expect([orderOf(token).state, left(slug)]).toEqual(['refunded', 3]);
  });

  it('leaves a book without a limit alone', async () => {
    await new Shopper(world.shopUrl).buyNow('other');

    expect(left('other')).toBeNull();
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

    it('takes its copies again while they are there', async () => {
      const slug = limited('again', 1);
      const token = await paidAfterAll(slug);
      await settle(token);

      expect([orderOf(token).state, left(slug)]).toEqual(['paid', 0]);
    });

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
