import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { loadEnv } from '../../src/config/load-env.js';
import { aBook } from '../support/books.js';
import { databaseUrl, freshDatabase, onDatabase } from '../support/database.js';
import { ordersCommand, ordersCommandOf } from '../support/orders-command.js';
import { root } from '../support/program.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const PATIENCE_SECONDS = 30;

describe('an admin’s command that is cut short', () => {
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { slug: 'a-book', unitPriceMinor: 2300 });
    world = await World.start({ databasePath, isFaulty: true });
    await world.control.set({ webhooks: 'off' });
  });
  afterAll(() => world.stop());

  const orders = (...args: (string | number)[]) => ordersCommand(world, ...args);
  const change = (sql: string, ...values: unknown[]) =>
    onDatabase(world.databasePath, (database) => database.prepare(sql).run(...values));

  async function ordered() {
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow('a-book');
    const is = () => recordsOf(world.databasePath).order(token);
    return { shopper, token, is, payment: is().paymentIntentId ?? '', number: is().number };
  }

  async function paid() {
    const order = await ordered();
    await payWith(world.stripe, order.payment);
    await order.shopper.get(`/orders/${order.token}`);
    return order;
  }

  it('makes no second refund when Stripe falls silent right after the first', async () => {
    const { number, payment } = await paid();
    const isMade = () => world.faults.record.some(({ method, path }) => `${method} ${path}` === 'POST /v1/refunds'); // prettier-ignore
    const heal = world.faults.plan(({ method }) => method === 'GET' && isMade(), 'dropBefore');

    const cut = await orders('refund', number, '5.00');
    heal();
    const again = await orders('refund', number, '5.00');

    expect(cut).toEqual({ code: 1, said: expect.stringContaining('Run the same command again') });
    expect(again.code).toBe(0);
    const { data } = await world.stripe.refunds.list({ payment_intent: payment });
    expect(data.map(({ amount }) => amount)).toEqual([500]);
  });

  it('recovers from where the records ended, also the second time, whatever was sold since', async () => {
    const { payment, is } = await ordered();
    change(`UPDATE TimelineEntry SET at = '2026-01-02T01:00:00.000+00:00'`);
    await payWith(world.stripe, payment);
    const heal = world.faults.plan(({ path }) => path === '/v1/payment_intents', 'dropBefore');

    const cut = await orders('recover');
    const open = await orders('check', '--all-open');
    heal();
    await ordered();
    const again = await orders('recover');
    const closed = await orders('check', '--all-open');

    expect([cut.code, is().state]).toEqual([1, 'paid']);
    expect(open).toEqual({ code: 1, said: expect.stringContaining('npm run orders -- recover') });
    expect(again.said).toContain('since 2026-01-02T00:00:00.000Z');
    expect(closed.said).not.toContain('recover');
  });

  it('recovers the payment that an order had, and makes it no second one', async () => {
    const { token, payment, is } = await ordered();
    await payWith(world.stripe, payment);
    // As when the backup was made before the answer, and Stripe has forgotten the key since.
    change('UPDATE "Order" SET paymentIntentId = NULL, createAttempt = 7 WHERE token = ?', token);

    const { code } = await orders('recover', '--since', '2026-01-02');

    const { data } = await world.stripe.paymentIntents.list({ limit: 100 });
    const made = data.filter(({ metadata }) => metadata['order_id'] === is().id);
    expect(made.map(({ id }) => id)).toEqual([payment]);
    // 1: a person has to compare whether it was sent.
    expect([code, is().state, is().paymentIntentId]).toEqual([1, 'paid', payment]);
  });

  describe('on an account that another shop uses too', () => {
    const recoverElsewhere = async (...args: string[]) => {
      const DATABASE_URL = databaseUrl(await freshDatabase());
      const env = loadEnv(root, { ...world.commandEnv, DATABASE_URL });
      return ordersCommandOf(env, 'recover', ...args);
    };
    const statusOf = async (id: string) => (await world.stripe.paymentIntents.retrieve(id)).status;

    it('touches nothing when there are no records and no time is given', async () => {
      const { payment } = await ordered();

      const { code, said } = await recoverElsewhere();

      expect([code, said]).toEqual([1, expect.stringContaining('recover --since TIME')]);
      expect(await statusOf(payment)).toBe('requires_payment_method');
    });

    it('tells with --dry-run what it would do, and does none of it', async () => {
      const [open, sold] = [await ordered(), await paid()];

      const { code, said } = await recoverElsewhere('--since', '2026-01-01', '--dry-run');

      expect(code).toBe(0);
      expect(said).toContain(`cancel ${open.payment}`);
      expect(said).toContain(`recreate the order of ${sold.payment}`);
      expect(await statusOf(open.payment)).toBe('requires_payment_method');
    });
  });

  it('does not say that Stripe agrees when it was not asked', async () => {
    const [elsewhere, unbegun] = [await paid(), await ordered()];
    change(`UPDATE "Order" SET stripeAccount = 'acct_other' WHERE number = ?`, elsewhere.number);
    change('UPDATE "Order" SET paymentIntentId = NULL WHERE number = ?', unbegun.number);

    expect(await orders('check', elsewhere.number)).toEqual({
      code: 1,
      said: expect.stringContaining('was not asked'),
    });
    expect(await orders('check', unbegun.number)).toEqual({
      code: 1,
      said: expect.stringContaining('no PaymentIntent'),
    });
  });

  it('lets a restored order have another e-mail than the one that was lost', async () => {
    const { shopper, token, number, payment } = await ordered();
    const keep = (email: string) => shopper.post(`/checkout/${token}/contact`, { email });
    await keep('first@example.com');
    await keep('lost@example.com');
    change(`UPDATE "Order" SET contactRevision = 1, email = 'first@example.com' WHERE number = ?`, number); // prettier-ignore

    const kept = await keep('third@example.com');

    expect(kept.status).toBe(303);
    await eventually(async () => {
      const { receipt_email } = await world.stripe.paymentIntents.retrieve(payment);
      expect(receipt_email).toBe('third@example.com');
    }, PATIENCE_SECONDS);
  });
});
