import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const PATIENCE_SECONDS = 30;

describe('what happens to the money at Stripe after a sale', () => {
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { slug: 'a-book', unitPriceMinor: 2300 });
    world = await World.start({ databasePath });
  });
  afterAll(() => world.stop());

  const records = () => recordsOf(world.databasePath);
  const pageOf = async (token: string) =>
    (await new Shopper(world.shopUrl).get(`/orders/${token}`)).text;

  async function sold(card = 'pm_card_visa') {
    const token = await new Shopper(world.shopUrl).buyNow('a-book');
    const payment = records().order(token).paymentIntentId ?? '';
    await payWith(world.stripe, payment, card);
    await becomes(token, ['paid', 'disputed']);
    return { token, payment };
  }

  async function becomes(token: string, states: string[]) {
    await eventually(() => {
      expect(states).toContain(records().order(token).state);
    }, PATIENCE_SECONDS);
  }

  const ledgerOf = (token: string) => {
    const { id } = records().order(token);
    return records()
      .ledger()
      .filter(({ orderId }) => orderId === id)
      .map(({ kind, amountMinor }) => [kind, amountMinor]);
  };

  it('shows a refund in part, and then of the rest', async () => {
    const { token, payment } = await sold();

    await world.stripe.refunds.create({ payment_intent: payment, amount: 500 });
    await becomes(token, ['partially_refunded']);
    const page = await pageOf(token);
    expect(page).toContain('Part of your payment was refunded.');
    expect(page).toContain('−$5.00');
    expect(page).toContain('$18.00');

    await world.stripe.refunds.create({ payment_intent: payment });
    await becomes(token, ['refunded']);
    expect(await pageOf(token)).toContain('Your payment was refunded.');
    expect(ledgerOf(token)).toEqual([
      ['payment', 2300],
      ['refund', 500],
      ['refund', 1800],
    ]);
  });

  it('waits for the Stripe account of its order, whose secret the shop still has', async () => {
    const { token, payment } = await sold();
    onDatabase(world.databasePath, (database) =>
      database
        .prepare(`UPDATE "Order" SET stripeAccount = 'acct_other' WHERE token = ?`)
        .run(token),
    );

    await world.stripe.refunds.create({ payment_intent: payment });

    await eventually(() => {
      const told = records().events().filter((event) => event.paymentIntentId === payment && event.type.includes("refund")); // prettier-ignore
      expect(told.length).toBeGreaterThan(0);
      expect(told.map(({ status }) => status)).toEqual(told.map(() => 'retry_scheduled'));
    }, PATIENCE_SECONDS);
    expect(ledgerOf(token)).toEqual([['payment', 2300]]);
  });

  it('takes a refund back that fails later', async () => {
    const { token, payment } = await sold('pm_card_refundFail');

    await world.stripe.refunds.create({ payment_intent: payment });

    await eventually(() => {
      expect(ledgerOf(token)).toEqual([
        ['payment', 2300],
        ['refund', 2300],
        ['refund_failed', 2300],
      ]);
    }, PATIENCE_SECONDS);
    expect(records().order(token).state).toBe('paid');
  });

  it('flags a dispute, and forgets it once it is won', async () => {
    const { token, payment } = await sold('pm_card_createDispute');
    await becomes(token, ['disputed']);
    expect(await pageOf(token)).toContain('You do not need to pay anything here.');

    const [dispute] = (await world.stripe.disputes.list({ payment_intent: payment })).data;
    await world.stripe.disputes.update(dispute?.id ?? '', {
      evidence: { uncategorized_text: 'winning_evidence' },
      submit: true,
    });

    await becomes(token, ['paid']);
    expect(ledgerOf(token)).toEqual([
      ['payment', 2300],
      ['dispute', 2300],
      ['dispute_won', 2300],
    ]);
  });
});
