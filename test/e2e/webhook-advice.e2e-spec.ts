import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World, type WorldOptions } from '../support/world.js';

const LISTEN = /npm run stripe:listen/;
const NONE_ARRIVES = 'No event from Stripe arrives';
const NO_SECRET = 'Events from Stripe are refused';
// Stripe itself: none of the pages here asks it anything.
const TEST_MODE = {
  STRIPE_SECRET_KEY: 'sk_test_neverasked',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_neverasked',
};

let databasePath: string;
let world: World;

beforeEach(async () => {
  databasePath = await freshDatabase();
  aBook(databasePath);
});

afterEach(() => world.stop());

/** An order that somebody paid in the sandbox, on whose word that is, and when. */
async function aPaidOrder(source: 'return' | 'webhook', paidAt = Date.now() - 60_000) {
  world = await World.start({ databasePath });
  await world.control.set({ webhooks: source === 'webhook' ? 'on' : 'off' });
  const shopper = new Shopper(world.shopUrl);
  const token = await shopper.buyNow('the-art-of-doing-science-and-engineering');
  await payWith(world.stripe, recordsOf(databasePath).order(token).paymentIntentId ?? '');
  if (source === 'return') await shopper.get(`/checkout/${token}/return`);
  await eventually(() => {
    expect(recordsOf(databasePath).order(token).state).toBe('paid');
  });
  await world.stop();
  onDatabase(databasePath, (database) =>
    database
      .prepare(`UPDATE "Order" SET stripeMode = 'test', paidAt = ?`)
      .run(new Date(paidAt).toISOString().replace('Z', '+00:00')),
  );
}

async function pageOf(options: WorldOptions): Promise<string> {
  world = await World.start({ databasePath, ...options });
  return (await new Shopper(world.shopUrl).get('/')).text;
}

const wordsOf = (page: string) => page.replaceAll(/<[^>]+>/g, '');

describe('a developer’s shop with test keys', () => {
  it('says what to run when there is no signing secret, on every page', async () => {
    const page = await pageOf({ shopEnv: { ...TEST_MODE, STRIPE_WEBHOOK_SECRET: '' } });
    const notFound = await new Shopper(world.shopUrl).get('/nowhere');

    expect(page).toContain(NO_SECRET);
    expect(wordsOf(page)).toMatch(LISTEN);
    expect(notFound.text).toContain(NO_SECRET);
  });

  it('says what to run when an order was paid and no event has come', async () => {
    await aPaidOrder('return');

    const page = await pageOf({ shopEnv: TEST_MODE });

    expect(page).toContain(NONE_ARRIVES);
    expect(wordsOf(page)).toMatch(LISTEN);
  });

  it('leaves Stripe’s event some time to arrive', async () => {
    await aPaidOrder('return', Date.now() + 3_600_000);

    expect(await pageOf({ shopEnv: TEST_MODE })).not.toContain(NONE_ARRIVES);
  });

  it('says nothing when events arrive', async () => {
    await aPaidOrder('webhook');

    expect(await pageOf({ shopEnv: TEST_MODE })).not.toContain('For the developer');
  });

  it('says nothing in the sandbox, nor with live keys', async () => {
    await aPaidOrder('return');
    const live = {
      STRIPE_SECRET_KEY: 'sk_live_neverasked',
      STRIPE_PUBLISHABLE_KEY: 'pk_live_neverasked',
    };

    expect(await pageOf({})).not.toContain('For the developer');
    await world.stop();
    expect(await pageOf({ shopEnv: live })).not.toContain('For the developer');
  });
});
