import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

// What is said when: src/webhooks/setup-hint/webhook-setup-hint.int-spec.ts.

const LISTEN = /npm run stripe:listen/;
const NONE_ARRIVES = 'No event from Stripe arrives';
const NO_SECRET = 'Events from Stripe are refused';
// Stripe itself: none of the pages here asks it anything.
const TEST_MODE = {
  STRIPE_SECRET_KEY: 'sk_test_neverasked',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_neverasked',
};
const A_MINUTE_AGO = new Date(Date.now() - 60_000).toISOString().replace('Z', '+00:00');

const wordsOf = (page: string) => page.replaceAll(/<[^>]+>/g, '');

describe('a developer’s shop with test keys', () => {
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    const { slug } = aBook(databasePath);
    world = await World.start({ databasePath });
    await world.control.set({ webhooks: 'off' });
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow(slug);
    await payWith(world.stripe, recordsOf(databasePath).order(token).paymentIntentId ?? '');
    await shopper.get(`/checkout/${token}/return`);
    await eventually(() => expect(recordsOf(databasePath).order(token).state).toBe('paid'));
    await world.shop.stop();
    onDatabase(databasePath, (database) =>
      database.prepare(`UPDATE "Order" SET stripeMode = 'test', paidAt = ?`).run(A_MINUTE_AGO),
    );
  });
  afterAll(() => world.stop());

  async function pageOf(shopEnv: Record<string, string>): Promise<string> {
    await world.shop.stop();
    await world.restartShop({ shopEnv });
    return (await new Shopper(world.shopUrl).get('/')).text;
  }

  it('says what to run when there is no signing secret, on every page', async () => {
    const page = await pageOf({ ...TEST_MODE, STRIPE_WEBHOOK_SECRET: '' });
    const notFound = await new Shopper(world.shopUrl).get('/nowhere');

    expect(page).toContain(NO_SECRET);
    expect(wordsOf(page)).toMatch(LISTEN);
    expect(notFound.text).toContain(NO_SECRET);
  });

  it('says what to run when an order was paid and no event has come', async () => {
    const page = await pageOf(TEST_MODE);

    expect(page).toContain(NONE_ARRIVES);
    expect(wordsOf(page)).toMatch(LISTEN);
  });
});
