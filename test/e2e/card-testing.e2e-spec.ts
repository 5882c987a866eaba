import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { DECLINES } from '../../src/checkout/card-testing/card-testing.guard.js';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const EMAIL = { email: 'ada@example.com' };

describe('testing stolen cards', () => {
  let world: World;
  let slug: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    world = await World.start({ databasePath });
  });
  afterAll(() => world.stop());

  /** Tries past the shop's pages, with what any page of Stripe's makes possible. */
  async function beDeclined(token: string, times: number): Promise<void> {
    const id = recordsOf(world.databasePath).order(token).paymentIntentId ?? '';
    for (let count = 0; count < times; count += 1) {
      await payWith(world.stripe, id, 'pm_card_visa_chargeDeclined').catch(() => null);
    }
    await everyEventApplied();
  }

  async function everyEventApplied() {
    await eventually(async () => {
      const { data } = await world.stripe.events.list({ limit: 100 });
      const statuses = new Map(
        recordsOf(world.databasePath).events().map(({ eventId, status }) => [eventId, status]), // prettier-ignore
      );
      expect(data.filter(({ id }) => statuses.get(id) !== 'processed')).toEqual([]);
    });
  }

  it('closes checkout to a session whose payments were declined too often, wherever it goes', async () => {
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow(slug);
    await beDeclined(token, DECLINES.session - 1);
    expect((await shopper.postJson(`/checkout/${token}/contact`, EMAIL)).status).toBe(200);

    await beDeclined(token, 1);
    shopper.address = '203.0.113.50';
    const contact = await shopper.postJson(`/checkout/${token}/contact`, EMAIL);
    const checkout = await shopper.checkOut({ slug });

    expect([contact.status, checkout.status]).toEqual([429, 429]);
    expect(JSON.parse(contact.text)).toMatchObject({ code: 'too-many-declines' });
    const retryAfter = Number(checkout.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(DECLINES.seconds - 120);
    expect(retryAfter).toBeLessThanOrEqual(DECLINES.seconds);
    expect(checkout.text).toContain('Many payments from here were declined');
    expect(checkout.text).toContain('Please try again in 15 minutes.');
    expect(checkout.text).toContain('Nothing was charged by this attempt.');
    expect((await shopper.get(`/orders/${token}`)).status).toBe(200);
    expect((await new Shopper(world.shopUrl).checkOut({ slug })).status).toBe(303);
  });

  it('closes checkout to an address that takes a new session for each few cards', async () => {
    const address = '203.0.113.60';
    const perSession = DECLINES.session / 2;
    for (let count = 0; count < DECLINES.address / perSession; count += 1) {
      const token = await new Shopper(world.shopUrl, address).buyNow(slug);
      await beDeclined(token, perSession);
    }

    expect((await new Shopper(world.shopUrl, address).checkOut({ slug })).status).toBe(429);
    expect((await new Shopper(world.shopUrl).checkOut({ slug })).status).toBe(303);
  });

  it('does not count what was paid against somebody who buys a lot', async () => {
    const shopper = new Shopper(world.shopUrl);
    const buy = async () => {
      const token = await shopper.buyNow(slug);
      const { status } = await shopper.postJson(`/checkout/${token}/contact`, EMAIL);
      const id = recordsOf(world.databasePath).order(token).paymentIntentId ?? '';
      await payWith(world.stripe, id);
      // Settled: the next one is another order.
      await shopper.get(`/checkout/${token}/return?payment_intent=${id}`);
      return status;
    };
    for (let count = 0; count < DECLINES.session + 1; count += 1) expect(await buy()).toBe(200);
    await everyEventApplied();

    expect(await buy()).toBe(200);
  });
});
