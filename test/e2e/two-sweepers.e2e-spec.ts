import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { lastRound, roundsOf } from '../support/sweeping.js';
import { World } from '../support/world.js';

const ORDERS = 8;

describe('two shops on one database', () => {
  let databasePath: string;
  let slug: string;
  let first: World;
  let second: World;

  beforeAll(async () => {
    databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    const shopEnv = { SWEEP_SECONDS: '0.2' };
    first = await World.start({ databasePath, isFaulty: true, shopEnv });
    const sameStripe = {
      STRIPE_SECRET_KEY: 'sk_test_foliosandbox',
      STRIPE_PUBLISHABLE_KEY: 'pk_test_foliosandbox',
      STRIPE_API_BASE: first.sandboxUrl,
      STRIPE_JS_URL: `${first.sandboxUrl}/js/endive/stripe.js`,
    };
    second = await World.start({ databasePath, shopEnv: { ...shopEnv, ...sameStripe } });
    await first.control.set({ webhooks: 'off' });
  });
  afterAll(async () => {
    await Promise.all([first.stop(), second.stop()]);
  });

  const records = () => recordsOf(databasePath);
  const lease = () =>
    onDatabase(databasePath, (database) =>
      database.prepare<[], { holder: string; expiresAt: string }>('SELECT * FROM Lease').get(),
    );

  it('find each order paid once', async () => {
    const tokens = await Promise.all(
      Array.from({ length: ORDERS }, () => new Shopper(first.shopUrl).buyNow(slug)),
    );
    for (const token of tokens) {
      await payWith(first.stripe, records().order(token).paymentIntentId ?? '');
    }

    await eventually(() => {
      expect(
        records()
          .orders()
          .filter(({ state }) => state === 'paid'),
      ).toHaveLength(ORDERS);
    }, 30);
    await roundsOf(databasePath, 3);

    expect(records().ledger()).toHaveLength(ORDERS);
    expect(records().timeline('payment_succeeded')).toHaveLength(ORDERS);
  });

  it('sweep one at a time, and the other goes on when one dies at it', async () => {
    const token = await new Shopper(first.shopUrl).buyNow(slug);
    const id = records().order(token).paymentIntentId ?? '';
    // The first one's next round hangs; the second’s has nothing in its way.
    first.faults.plan(({ path }) => path.endsWith(id), 'hang');
    await eventually(() => {
      expect(first.faults.record.some(({ path, fault }) => path.endsWith(id) && fault === 'hang')).toBe(true); // prettier-ignore
    }, 30);
    const held = lease();
    await first.shop.stop('SIGKILL');
    await payWith(first.stripe, id);
    const before = lastRound(databasePath);

    await eventually(() => expect(lastRound(databasePath)).not.toBe(before), 60);
    await eventually(() => expect(records().order(token).state).toBe('paid'), 30);

    expect(Date.parse(lastRound(databasePath))).toBeGreaterThan(Date.parse(held?.expiresAt ?? ''));
  }, 90_000);
});
