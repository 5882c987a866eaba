import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { deliver, eventOf, sign } from '../support/signed-event.js';
import { World } from '../support/world.js';

describe('settling an order', () => {
  let world: World;
  let shopper: Shopper;
  let slug: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    world = await World.start({ databasePath });
  });
  beforeEach(() => {
    shopper = new Shopper(world.shopUrl);
  });
  afterAll(() => world.stop());

  const orderOf = (token: string) => recordsOf(world.databasePath).order(token);

  async function anOrder() {
    const token = await shopper.buyNow(slug);
    return { token, paymentIntentId: orderOf(token).paymentIntentId ?? '' };
  }

  /** What was written of it, and on whose word. */
  function written(token: string) {
    const { id, state } = orderOf(token);
    const records = recordsOf(world.databasePath);
    const ledger = records.ledger().filter(({ orderId }) => orderId === id);
    return {
      state,
      ledger: ledger.map(({ stripeId, amountMinor }) => ({ stripeId, amountMinor })),
    };
  }

  it('turns the order’s page to paid when no webhook ever comes', async () => {
    await world.control.set({ webhooks: 'off' });
    const before = (await world.control.deliveries()).length;
    const { token, paymentIntentId } = await anOrder();
    await payWith(world.stripe, paymentIntentId);

    const page = await shopper.get(`/orders/${token}`);

    expect(page.text).toContain('Your order is paid');
    expect(page.text).toContain(paymentIntentId);
    expect(page.text).toContain('Stripe, asked by this page');
    expect((await world.control.deliveries()).length).toBe(before);
    expect(written(token)).toEqual({
      state: 'paid',
      ledger: [{ stripeId: paymentIntentId, amountMinor: 2300 }],
    });
  });

  it('pays the order by the webhook alone when the browser never comes back', async () => {
    await world.control.set({ webhooks: 'on' });
    const { token, paymentIntentId } = await anOrder();
    await payWith(world.stripe, paymentIntentId);

    await eventually(() => expect(orderOf(token).state).toBe('paid'));

    const page = await shopper.get(`/orders/${token}`);
    expect(page.text).toContain('Stripe’s webhook');
  });

  it('writes the same rows whether the webhook comes before the return or after it', async () => {
    await world.control.set({ webhooks: 'off' });
    const outcomes = [];
    for (const isWebhookFirst of [true, false]) {
      const { token, paymentIntentId } = await anOrder();
      await payWith(world.stripe, paymentIntentId);
      const event = await eventOf(world.stripe, 'payment_intent.succeeded', paymentIntentId);
      const webhook = () => deliver(world.shopUrl, sign(event, world.webhookSecret));
      const back = () =>
        shopper.get(
          `/checkout/${token}/return?payment_intent=${paymentIntentId}&redirect_status=failed`,
        );

      const steps = isWebhookFirst ? [webhook, back] : [back, webhook];
      for (const step of steps) await step();

      const { state, ledger } = written(token);
      outcomes.push({ state, amounts: ledger.map(({ amountMinor }) => amountMinor) });
    }

    expect(outcomes).toEqual([
      { state: 'paid', amounts: [2300] },
      { state: 'paid', amounts: [2300] },
    ]);
  });

  it('does not believe the browser’s word', async () => {
    await world.control.set({ webhooks: 'off' });
    const { token, paymentIntentId } = await anOrder();

    const back = await shopper.get(
      `/checkout/${token}/return?payment_intent=${paymentIntentId}&redirect_status=succeeded`,
    );

    expect(back).toMatchObject({ status: 303, location: `/orders/${token}` });
    expect(orderOf(token).state).toBe('pending');
  });

  it('answers a return with somebody else’s payment as it answers an unknown order', async () => {
    const mine = await anOrder();
    const theirs = await new Shopper(world.shopUrl).buyNow(slug).then(orderOf);

    const foreign = await shopper.get(
      `/checkout/${mine.token}/return?payment_intent=${theirs.paymentIntentId ?? ''}`,
    );
    const unknown = await shopper.get(`/checkout/${'x'.repeat(32)}/return?payment_intent=pi_1`);

    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect(foreign.text).toBe(unknown.text);
  });

  it('keeps an order paid when a failure is delivered late', async () => {
    await world.control.set({ webhooks: 'off' });
    const { token, paymentIntentId } = await anOrder();
    await payWith(world.stripe, paymentIntentId, 'pm_card_visa_chargeDeclined').catch(() => null);
    await payWith(world.stripe, paymentIntentId);
    await shopper.get(`/orders/${token}`);
    const late = await eventOf(world.stripe, 'payment_intent.payment_failed', paymentIntentId);

    const answer = await deliver(world.shopUrl, sign(late, world.webhookSecret));

    expect(answer.status).toBe(200);
    expect(orderOf(token).state).toBe('paid');
  });

  it('tells of every decline once, however often it is heard of', async () => {
    await world.control.set({ webhooks: 'off' });
    const { token, paymentIntentId } = await anOrder();
    const before = recordsOf(world.databasePath).timeline('payment_failed').length;
    for (const card of ['chargeDeclined', 'chargeDeclinedInsufficientFunds']) {
      await payWith(world.stripe, paymentIntentId, `pm_card_visa_${card}`).catch(() => null);
      const { data } = await world.stripe.events.list({ type: 'payment_intent.payment_failed' });
      for (const event of [data[0], data[0]]) {
        await deliver(world.shopUrl, sign(event, world.webhookSecret));
      }
    }

    const page = await shopper.get(`/orders/${token}`);

    const declines = recordsOf(world.databasePath).timeline('payment_failed').slice(before);
    expect(declines.map(({ detail }) => detail)).toEqual([
      'Your card was declined.',
      'Your card has insufficient funds.',
    ]);
    expect(page.text).toContain('Your card has insufficient funds. Nothing was charged.');
  });

  it('keeps and acknowledges an event about a payment that is no order’s', async () => {
    await world.control.set({ webhooks: 'off' });
    const foreign = await world.stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    const event = await eventOf(world.stripe, 'payment_intent.created', foreign.id);

    const answer = await deliver(world.shopUrl, sign(event, world.webhookSecret));

    expect(answer.status).toBe(200);
    const kept = recordsOf(world.databasePath).events();
    expect(kept.find(({ eventId }) => eventId === event.id)).toMatchObject({
      status: 'retry_scheduled',
    });
  });

  it.each([
    ['amount', { amount: 100 }, 100],
    ['currency', { currency: 'eur' }, 2300],
  ])(
    'sends the order to review, and fulfils nothing, when another %s was paid',
    async (_what, change, received) => {
      await world.control.set({ webhooks: 'off' });
      const { token, paymentIntentId } = await anOrder();
      await world.stripe.paymentIntents.update(paymentIntentId, change);
      await payWith(world.stripe, paymentIntentId);

      const page = await shopper.get(`/orders/${token}`);

      expect(page.text).toContain('We are checking your payment');
      expect(written(token)).toEqual({
        state: 'needs_review',
        ledger: [{ stripeId: paymentIntentId, amountMinor: received }],
      });
    },
  );
});
