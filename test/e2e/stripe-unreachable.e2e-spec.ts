import { describe, expect, it } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const slug = 'the-art-of-doing-science-and-engineering';

describe('a shop whose Stripe does not answer', () => {
  it('says within ten seconds that nothing was charged, keeps the order and offers to try again', async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    const world = await World.start({ databasePath });
    try {
      const shopper = new Shopper(world.shopUrl);
      const token = await shopper.buyNow(slug);
      await world.control.set({ delay_ms: 12_000 });

      const started = performance.now();
      const page = await shopper.get(`/checkout/${token}`);
      const seconds = (performance.now() - started) / 1000;
      const order = await shopper.get(`/orders/${token}`);

      expect(page.status).toBe(503);
      expect(page.text).toContain('Nothing was charged');
      expect(page.text).toContain('Try again');
      expect(page.text).toContain(`value="${slug}"`);
      expect(page.headers.get('retry-after')).toBe('5');
      expect(seconds).toBeLessThan(10);
      expect(order.text).toContain('We cannot reach Stripe at this moment');
      expect(order.text).toContain('do not pay again');
      expect(recordsOf(databasePath).order(token).state).toBe('pending');

      await world.control.set({ delay_ms: 0 });
      expect(await shopper.buyNow(slug)).toBe(token);
    } finally {
      await world.stop();
    }
  });

  it('closes the orders of another Stripe account and leaves them readable', async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    const before = await World.start({ databasePath });
    const shopper = new Shopper(before.shopUrl);
    const token = await shopper.buyNow(slug);
    await before.stop();

    const after = await World.start({ databasePath }); // another sandbox, another account
    try {
      const page = await new Shopper(after.shopUrl).get(`/orders/${token}`);
      const payment = await new Shopper(after.shopUrl).get(`/checkout/${token}`);

      expect(page.status).toBe(200);
      expect(page.text).toContain('This order belongs to another Stripe account');
      expect(payment).toMatchObject({ status: 303, location: `/orders/${token}` });
      expect(recordsOf(databasePath).order(token).state).toBe('pending');
    } finally {
      await after.stop();
    }
  });
});
