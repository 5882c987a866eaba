import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { roundsOf } from '../support/sweeping.js';
import { World } from '../support/world.js';

describe('the sweeper', () => {
  let world: World;
  let slug: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    world = await World.start({ databasePath, shopEnv: { SWEEP_SECONDS: '0.3' }, isFaulty: true });
    await world.control.set({ webhooks: 'off' });
  });
  afterAll(() => world.stop());

  const records = () => recordsOf(world.databasePath);
  const orderOf = (token: string) => records().order(token);
  const isPaid = (token: string) => eventually(() => expect(orderOf(token).state).toBe('paid'), 30);

  async function anOrder() {
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    return { token, id: orderOf(token).paymentIntentId ?? '' };
  }

  it('finds an order paid that no webhook tells of and nobody looks at', async () => {
    const { token, id } = await anOrder();
    await payWith(world.stripe, id);

    await isPaid(token);

    const { id: orderId } = orderOf(token);
    const moves = records().timeline('payment_succeeded');
    expect(moves.filter((move) => move.orderId === orderId)).toMatchObject([
      { trigger: 'reconciliation' },
    ]);
  });

  it('keeps an event that it read back once, without its secret, and says where it came from', async () => {
    const { token, id } = await anOrder();
    await payWith(world.stripe, id);
    await isPaid(token);
    const readBack = () =>
      onDatabase(world.databasePath, (database) =>
        database
          .prepare<[string], { ingestedVia: string; status: string; payload: string }>(
            `SELECT * FROM WebhookEvent WHERE paymentIntentId = ? AND type = 'payment_intent.succeeded'`,
          )
          .all(id),
      );
    await eventually(() => expect(readBack()).toHaveLength(1), 30);
    await roundsOf(world.databasePath, 3);

    expect(readBack()).toMatchObject([{ ingestedVia: 'event_list', status: 'processed' }]);
    expect(readBack()[0]?.payload).not.toMatch(/_secret_|client_secret/);
  });

  it('reflects a refund that was made while the shop was down', async () => {
    const { token, id } = await anOrder();
    await payWith(world.stripe, id);
    await isPaid(token);
    await world.shop.stop();
    await world.stripe.refunds.create({ payment_intent: id });
    await world.restartShop();

    await eventually(() => expect(orderOf(token).state).toBe('refunded'), 30);

    const { id: orderId } = orderOf(token);
    const refunds = records().timeline('fully_refunded');
    expect(refunds.filter((row) => row.orderId === orderId)).toMatchObject([
      { trigger: 'reconciliation' },
    ]);
  });

  it('stops with the shop, also in the middle of a question to Stripe', async () => {
    await anOrder();
    const { length } = world.faults.record;
    const heal = world.faults.plan(() => true, 'hang');
    await eventually(() => expect(world.faults.record.length).toBeGreaterThan(length));

    await world.shop.stop();
    heal();

    expect(await world.shop.ended).not.toBe(1);
    expect(world.shop.output()).not.toContain('The shutdown took too long');
  });
});
