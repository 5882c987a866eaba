import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import type { ProxiedRequest } from '../support/fault-proxy.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { roundsOf } from '../support/sweeping.js';
import { World } from '../support/world.js';

const PATIENCE_SECONDS = 1;
const RACERS = 24;

describe('an order that nobody pays in time', () => {
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { slug: 'other' });
    const shopEnv = {
      SWEEP_SECONDS: '0.2',
      ORDER_EXPIRES_SECONDS: String(PATIENCE_SECONDS),
    };
    world = await World.start({ databasePath, shopEnv, isFaulty: true });
    await world.control.set({ webhooks: 'off' });
  });
  afterAll(() => world.stop());

  const records = () => recordsOf(world.databasePath);
  const orderOf = (token: string) => records().order(token);
  const limited = (slug: string) =>
    aBook(world.databasePath, { slug, title: `The ${slug}`, stock: 1 }).slug;
  const left = (slug: string) =>
    onDatabase(world.databasePath, (database) =>
      database.prepare('SELECT stock FROM Book WHERE slug = ?').pluck().get(slug),
    );
  const expires = (token: string) =>
    eventually(() => expect(orderOf(token).state).toBe('expired'), 30);
  const atStripe = (token: string) =>
    world.stripe.paymentIntents.retrieve(orderOf(token).paymentIntentId ?? '');
  const expiriesOf = (token: string) =>
    records()
      .timeline('order_expired')
      .filter(({ orderId }) => orderId === orderOf(token).id);
  const isCancel =
    (token: string) =>
    ({ path }: ProxiedRequest) =>
      path === `/v1/payment_intents/${orderOf(token).paymentIntentId ?? ''}/cancel`;

  it('expires: its PaymentIntent is canceled, and its copies are given back once', async () => {
    const slug = limited('abandoned');
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    expect(left(slug)).toBe(0);

    await expires(token);
    await roundsOf(world.databasePath, 3);

    expect(await atStripe(token)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'abandoned',
    });
    expect(left(slug)).toBe(1);
    expect(expiriesOf(token)).toMatchObject([{ trigger: 'reconciliation' }]);
  });

  it('expires although it was placed while the clock was far ahead', async () => {
    const slug = limited('of-tomorrow');
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    onDatabase(world.databasePath, (database) =>
      database
        .prepare(`UPDATE "Order" SET placedAt = '2999-01-01T00:00:00.000+00:00' WHERE token = ?`)
        .run(token),
    );

    await expires(token);

    expect(left(slug)).toBe(1);
  });

  it('says so on all its pages, and how to buy the books again', async () => {
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow(limited('again'));
    await expires(token);

    const payment = await shopper.get(`/checkout/${token}`);
    const order = await shopper.get(`/orders/${token}`);
    const pay = await shopper.postJson(`/checkout/${token}/contact`, { email: 'ada@example.com' });

    expect(payment).toMatchObject({ status: 303, location: `/orders/${token}` });
    expect(order.text).toContain('This order has expired.');
    expect(order.text).toContain('<a class="button" href="/books/again">Buy again</a>');
    expect(order.text).toContain('Stripe, asked by the shop of its own accord');
    expect(pay.status).toBe(409);
    expect(pay.text).toContain('was not paid in time');
    expect(await shopper.buyNow('again')).not.toBe(token);
  });

  it('leads back to the cart when it came from there', async () => {
    const shopper = new Shopper(world.shopUrl);
    await shopper.post('/cart/items', { slug: 'other', quantity: '1' });
    const { location } = await shopper.post('/checkout', {});
    const token = location?.split('/').at(-1) ?? '';
    await expires(token);

    expect((await shopper.get(`/orders/${token}`)).text).toContain('href="/cart">Buy again</a>');
    expect((await shopper.get('/cart')).text).toContain('Hamming');
  });

  it('keeps its copies until Stripe has answered that it is canceled', async () => {
    const slug = limited('unanswered');
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    const heal = world.faults.plan(isCancel(token), 'dropBefore');
    await eventually(() => expect(world.faults.record.filter(isCancel(token))).toHaveLength(4), 30);
    expect([orderOf(token).state, left(slug)]).toEqual(['pending', 0]);

    heal();
    await expires(token);
    expect(left(slug)).toBe(1);
  });

  it('is found expired when Stripe canceled it and the answer was lost', async () => {
    const slug = limited('lost-answer');
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    const heal = world.faults.plan(isCancel(token), 'dropAfter');

    await expires(token);
    heal();

    expect([left(slug), expiriesOf(token).length]).toEqual([1, 1]);
  });

  it('leaves nothing to pay behind when the answer with its PaymentIntent was lost', async () => {
    const slug = limited('never-heard');
    const isCreate = ({ method, path }: ProxiedRequest) =>
      method === 'POST' && path === '/v1/payment_intents';
    const heal = world.faults.plan(isCreate, 'dropAfter');
    const { status } = await new Shopper(world.shopUrl).post('/checkout', { slug });
    heal();
    expect(status).toBe(503);
    const { token, id } = records().orders().at(-1) ?? { token: '', id: '' };

    await expires(token);

    const { data } = await world.stripe.paymentIntents.list({ limit: 100 });
    const mine = data.filter(({ metadata }) => metadata['order_id'] === id);
    expect(mine).toMatchObject([{ id: orderOf(token).paymentIntentId, status: 'canceled' }]);
    expect(left(slug)).toBe(1);
  });

  it('gives its copies back when Stripe refuses to make its PaymentIntent, and not when it is silent', async () => {
    const slug = limited('refused');
    const isCreate = ({ method, path }: ProxiedRequest) =>
      method === 'POST' && path === '/v1/payment_intents';
    const endSilence = world.faults.plan(isCreate, 'dropBefore');
    await new Shopper(world.shopUrl).post('/checkout', { slug });
    const { token } = records().orders().at(-1) ?? { token: '' };
    await wait(PATIENCE_SECONDS * 1_500);
    await roundsOf(world.databasePath, 2);
    expect([orderOf(token).state, left(slug)]).toEqual(['pending', 0]);

    const heal = world.faults.plan(isCreate, { status: 400 });
    endSilence();
    await expires(token);
    heal();

    expect([orderOf(token).paymentIntentId, left(slug)]).toEqual([null, 1]);
  });

  it('has as long again while its bank asks the shopper', async () => {
    const token = await new Shopper(world.shopUrl).buyNow(limited('requires_action'));
    const id = orderOf(token).paymentIntentId ?? '';
    await payWith(world.stripe, id, 'pm_card_threeDSecure2Required');

    await expires(token);

    const seconds = onDatabase(world.databasePath, (database) =>
      database
        .prepare<[string], number>(
          `SELECT (julianday(t.at) - julianday(o.placedAt)) * 86400 FROM TimelineEntry t
           JOIN "Order" o ON o.id = t.orderId WHERE t.event = 'order_expired' AND o.token = ?`,
        )
        .pluck()
        .get(token),
    );
    expect(seconds).toBeGreaterThan(PATIENCE_SECONDS * 2);
  });

  describe('and is paid in the moment of its expiry', () => {
    async function aRacer(name: string) {
      const slug = limited(name);
      const token = await new Shopper(world.shopUrl).buyNow(slug);
      return { slug, token, id: orderOf(token).paymentIntentId ?? '' };
    }

    async function outcomeOf({ slug, token }: { slug: string; token: string }) {
      await eventually(() => expect(['paid', 'expired']).toContain(orderOf(token).state), 30);
      const { status, amount_received } = await atStripe(token);
      const { id, state } = orderOf(token);
      const ledger = records().ledger();
      const entries = ledger.filter(({ orderId }) => orderId === id).length;
      const expiries = expiriesOf(token).length;
      return { state, status, amount_received, entries, expiries, left: left(slug) };
    }

    const PAID = {
      state: 'paid',
      status: 'succeeded',
      amount_received: 2300,
      entries: 1,
      // Not for a moment, either: the next sweep would find it paid after all.
      expiries: 0,
      left: 0,
    };
    const EXPIRED = {
      state: 'expired',
      status: 'canceled',
      amount_received: 0,
      entries: 0,
      expiries: 1,
      left: 1,
    };

    it('is paid when the money was faster than the cancellation', async () => {
      const racer = await aRacer('faster');
      // Stripe has said that nobody paid, and does not hear that it is to be canceled.
      const heal = world.faults.plan(isCancel(racer.token), 'dropBefore');
      await eventually(() => expect(world.faults.record.some(isCancel(racer.token))).toBe(true));
      await payWith(world.stripe, racer.id);
      heal();

      expect(await outcomeOf(racer)).toEqual(PAID);
    });

    it('is expired and uncharged when the cancellation was faster', async () => {
      const racer = await aRacer('slower');
      const heal = world.faults.plan(isCancel(racer.token), { delayMs: 1_000 });
      await eventually(() => expect(world.faults.record.some(isCancel(racer.token))).toBe(true));
      await payWith(world.stripe, racer.id).catch(() => null);
      heal();

      expect(await outcomeOf(racer)).toEqual(EXPIRED);
    });

    it('is one or the other, and never both, whoever comes when', async () => {
      const racers = await Promise.all(
        Array.from({ length: RACERS }, (_, number) => aRacer(`racer-${number}`)),
      );
      const begun = performance.now();
      await Promise.all(
        racers.map(async ({ id }, number) => {
          // From well before the sweeper comes for it until after.
          await wait(
            Math.max(0, begun + PATIENCE_SECONDS * 1000 + number * 85 - performance.now()),
          );
          await payWith(world.stripe, id).catch(() => null);
        }),
      );

      for (const racer of racers) expect([PAID, EXPIRED]).toContainEqual(await outcomeOf(racer));
    }, 60_000);
  });

  it('turns paid when money came for it after all', async () => {
    const token = await new Shopper(world.shopUrl).buyNow('other');
    await payWith(world.stripe, orderOf(token).paymentIntentId ?? '');
    onDatabase(world.databasePath, (database) =>
      database
        .prepare(`UPDATE "Order" SET state = 'expired', activeOrderKey = NULL WHERE token = ?`)
        .run(token),
    );

    const { text } = await new Shopper(world.shopUrl).get(`/orders/${token}`);

    expect(text).toContain('Your order is paid');
  });
});
