import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { deliver, eventOf, sign } from '../support/signed-event.js';
import { millisecondsOf, nearlyAllBelow } from '../support/stalls.js';
import { itOnOneShop } from '../support/it-on-one-shop.js';
import { World } from '../support/world.js';

const SHOPPERS = 100;
// Twenty, and those whose end the other side has not seen yet.
const AT_ONCE = 30;
// Less than Stripe is waited for, also on a machine that does much else.
const PAGE_MS = 1_500;

const everything = () => true;

describe('a Stripe that has gone silent', () => {
  let world: World;
  let slug: string;
  let heal: () => void = () => undefined;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    world = await World.start({ databasePath, isFaulty: true });
    await world.control.set({ webhooks: 'off' });
    await new Shopper(world.shopUrl).buyNow(slug); // somebody whom the shop has met before
  });
  afterEach(() => {
    heal();
  });
  afterAll(() => world.stop());

  itOnOneShop(
    'each process finds out by itself',
    'holds up neither the books nor those who want to pay, and is met again once it answers',
    async () => {
      heal = world.faults.plan(everything, 'hang');
      const progress = { isOver: false };
      const answering = Promise.all(
        Array.from({ length: SHOPPERS }, () => new Shopper(world.shopUrl).checkOut({ slug })),
      ).finally(() => (progress.isOver = true));

      const times: number[] = [];
      const reader = new Shopper(world.shopUrl);
      while (!progress.isOver) {
        for (const page of ['/', `/books/${slug}`]) {
          times.push(
            await millisecondsOf(async () => expect((await reader.get(page)).status).toBe(200)),
          );
        }
      }
      const answers = await answering;

      expect(answers.every(({ status }) => status === 503)).toBe(true);
      expect(answers.every(({ text }) => text.includes('Nothing was charged'))).toBe(true);
      expect(world.faults.mostAtOnce).toBeLessThanOrEqual(AT_ONCE);
      expect(nearlyAllBelow(times)).toBeLessThan(PAGE_MS);

      const asked = world.faults.record.length;
      const took = await millisecondsOf(() => new Shopper(world.shopUrl).checkOut({ slug }));
      expect(took).toBeLessThan(5_000);
      expect(world.faults.record.length - asked).toBeLessThanOrEqual(2);

      heal();
      await eventually(async () => {
        const { status } = await new Shopper(world.shopUrl).checkOut({ slug });
        expect(status).toBe(303);
      });
    },
  );

  it('keeps an event that it cannot look into, and applies it when it can', async () => {
    const token = await eventually(() => new Shopper(world.shopUrl).buyNow(slug));
    const id = recordsOf(world.databasePath).order(token).paymentIntentId ?? '';
    await payWith(world.stripe, id);
    const event = await eventOf(world.stripe, 'payment_intent.succeeded', id);
    const post = () => deliver(world.shopUrl, sign(event, world.webhookSecret));
    const kept = () =>
      recordsOf(world.databasePath)
        .events()
        .find(({ eventId }) => eventId === event.id)?.status;
    const state = () => recordsOf(world.databasePath).order(token).state;

    heal = world.faults.plan(({ path }) => path.endsWith(id), { status: 503 });
    expect([(await post()).status, kept(), state()]).toEqual([200, 'retry_scheduled', 'pending']);
    heal();

    expect([(await post()).status, kept(), state()]).toEqual([200, 'processed', 'paid']);
  });
});
