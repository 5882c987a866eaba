import { describe, expect, it } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { patchedBuild } from '../support/patched-build.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { deliver, eventOf, sign } from '../support/signed-event.js';
import { World } from '../support/world.js';

const TIMES = 100;

/** Pays an order with no delivery, then posts its event a hundred times at once. */
async function afterAHundredAtOnce(databasePath: string, shopScript?: string) {
  const { slug } = aBook(databasePath);
  const world = await World.start({ databasePath, ...(shopScript ? { shopScript } : {}) });
  try {
    await world.control.set({ webhooks: 'off' });
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    const id = recordsOf(databasePath).order(token).paymentIntentId ?? '';
    await payWith(world.stripe, id);
    const event = await eventOf(world.stripe, 'payment_intent.succeeded', id);

    // So that all of them are waiting for the same answer when it comes.
    await world.control.set({ delay_ms: 1_000 });
    const answers = await Promise.all(
      Array.from({ length: TIMES }, () => deliver(world.shopUrl, sign(event, world.webhookSecret))),
    );

    const records = recordsOf(databasePath);
    return {
      answered2xx: answers.filter(({ ok }) => ok).length,
      state: records.order(token).state,
      events: records.events().length,
      ledger: records.ledger().length,
      timeline: records.timeline('payment_succeeded').length,
      troubles: world.shop.output().match(/could not be processed/g)?.length ?? 0,
    };
  } finally {
    await world.stop();
  }
}

const PROMISED = {
  answered2xx: TIMES,
  state: 'paid',
  events: 1,
  ledger: 1,
  timeline: 1,
  troubles: 0,
};

describe('the same event posted a hundred times at once', () => {
  it('is kept once, moves the order once and is acknowledged every time', async () => {
    expect(await afterAHundredAtOnce(await freshDatabase())).toEqual(PROMISED);
  });

  it('would break that promise without the unique index on event ids', async () => {
    const databasePath = await freshDatabase();
    onDatabase(databasePath, (database) => database.exec('DROP INDEX WebhookEvent_eventId_key'));

    expect(await afterAHundredAtOnce(databasePath)).not.toEqual(PROMISED);
  });

  it('would break that promise without the conditional update', async () => {
    const unconditional = await patchedBuild('unconditional-update', [
      {
        file: 'orders/order-writer.repository.js',
        find: 'const before = statesBefore(event);',
        replace: 'const before = Object.values(TRANSITIONS).map(({ to }) => to);',
      },
    ]);

    expect(await afterAHundredAtOnce(await freshDatabase(), unconditional)).not.toEqual(PROMISED);
  });
});
