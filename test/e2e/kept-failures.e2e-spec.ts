import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { Buyer } from '../support/buyer.js';
import { freshDatabase } from '../support/database.js';
import type { ProxiedRequest } from '../support/fault-proxy.js';
import { ordersCommand } from '../support/orders-command.js';
import { CANCEL, CREATE, UPDATE } from '../support/stripe-calls.js';
import { World } from '../support/world.js';

/** Stripe acted, failed before it could say so, and keeps that failure as the key's answer for a day. */
const KEPT_500 = { status: 500, acted: true, kept: true };

describe('a failure that Stripe keeps under its idempotency key', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.start({ databasePath: await freshDatabase(), isFaulty: true });
  });
  afterAll(() => world.stop());

  it('lets the shopper pay with a new attempt, and cancels what the spent key made', async () => {
    const buyer = Buyer.of(world, 'A kept create');
    world.faults.plan(CREATE.recognize(buyer), KEPT_500, 1);

    await buyer.begin();
    await buyer.complete();

    await eventually(async () => {
      const statuses = (await buyer.intents()).map(({ status }) => status).sort();
      expect(statuses).toEqual(['canceled', 'succeeded']);
    });
    const intents = await buyer.intents();
    const keys = world.faults.record
      .filter(CREATE.recognize(buyer))
      .map(({ idempotencyKey }) => idempotencyKey?.split(':').slice(2).join(':'));
    expect([...new Set(keys)]).toEqual(['create:1', 'create:2']);
    expect(intents.find(({ status }) => status === 'succeeded')?.id).toBe(buyer.paymentIntentId);
    expect(buyer.ledger()).toMatchObject([{ stripeId: buyer.paymentIntentId }]);
  });

  it('does not keep the shopper from paying with the same e-mail', async () => {
    const buyer = Buyer.of(world, 'A kept update');
    await UPDATE.prepare(buyer);
    world.faults.plan(UPDATE.recognize(buyer), KEPT_500, 1);

    await UPDATE.step(buyer);
    await buyer.complete();

    expect(buyer.ledger()).toHaveLength(1);
  });

  it('does not keep an order from being superseded', async () => {
    const buyer = Buyer.of(world, 'A kept cancel');
    await CANCEL.prepare(buyer);
    world.faults.plan(CANCEL.recognize(buyer), KEPT_500, 1);

    await CANCEL.step(buyer);
    await buyer.complete();

    expect(buyer.order.totalMinor).toBe(2500);
    expect((await buyer.intents()).map(({ status }) => status).sort()).toEqual([
      'canceled',
      'succeeded',
    ]);
  });

  it('does not keep a refund from being made, once, when the command is run again', async () => {
    const buyer = Buyer.of(world, 'A kept refund');
    await buyer.begin();
    await buyer.complete();
    const isRefund = ({ method, path }: ProxiedRequest) =>
      method === 'POST' && path === '/v1/refunds';
    world.faults.plan(isRefund, { status: 500, kept: true }, 1);

    const failed = await ordersCommand(world, 'refund', buyer.order.number, '5.00');
    const again = await ordersCommand(world, 'refund', buyer.order.number, '5.00');

    expect(failed).toEqual({
      code: 1,
      said: expect.stringContaining('Run the same command again'),
    });
    expect(again.code).toBe(0);
    const { data } = await world.stripe.refunds.list({ payment_intent: buyer.paymentIntentId });
    expect(data.map(({ amount }) => amount)).toEqual([500]);
  });
});
