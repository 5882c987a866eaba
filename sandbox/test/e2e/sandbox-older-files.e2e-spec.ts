import { describe, expect, it } from '@jest/globals';
import { onDatabase } from '../support/files.js';
import { eventually, startWebhookListener } from 'stripe-sandbox/testing';
import { FIRST_PAYMENT } from '../support/first-payment.js';
import { olderSandboxFile } from '../support/older-sandbox-file.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

/** From when there was one endpoint only, with an event still owed to it. */
const ONE_ENDPOINT = `
  INSERT INTO deliveries (event_id, due_ms) SELECT id, 1 FROM events;
  INSERT INTO attempts (delivery_id, url, created_ms, duration_ms, status)
    VALUES (1, 'http://shop.example', 1, 1, 500);`;

describe('a file of an older sandbox', () => {
  it('still owes its events to the endpoint that is configured', async () => {
    const first = await startSandbox();
    await first.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    const {
      data: [event],
    } = await first.stripe.events.list();
    await first.close();
    const shop = await startWebhookListener();
    const webhook = { url: shop.url, secret: 'whsec_test_0123456789' };

    const sandbox = await startSandbox({
      dataFile: await olderSandboxFile(2, ONE_ENDPOINT, first.dataFile),
      webhook,
    });

    await eventually(() => {
      expect(shop.received.map(({ body }) => body)).toEqual([
        expect.stringContaining(event?.id ?? '?'),
      ]);
    });
    await sandbox.close();
    await shop.close();
  });

  it('keeps the charges and events from before there were balance transactions', async () => {
    const first = await startSandbox();
    const id = await pay(first);
    const { data: before } = await first.stripe.events.list();
    await first.close();

    const dataFile = await olderSandboxFile(5, NO_BALANCE, first.dataFile);
    const sandbox = await startSandbox({ dataFile });
    const { stripe } = sandbox;
    const charge = await stripe.charges.retrieve(id);
    const { data: after } = await stripe.events.list();
    const next = await pay(sandbox);
    const transactions = await stripe.balanceTransactions.list({ source: next });
    await sandbox.close();

    expect(charge).toMatchObject({ amount_captured: 2300, balance_transaction: null });
    expect(after.map((event) => event.id)).toEqual(before.map((event) => event.id));
    expect(transactions.data).toMatchObject([{ amount: 2300 }]);
  });

  it.each(['refundFail', 'pendingRefund', 'createDispute', 'createDisputeInquiry'])(
    'charges pm_card_%s, which an earlier sandbox refused to charge',
    async (card) => {
      const first = await startSandbox();
      const { id } = await first.stripe.paymentIntents.create({
        amount: 2300,
        currency: 'usd',
        payment_method: `pm_card_${card}`,
      });
      await first.close();

      const dataFile = await olderSandboxFile(6, REFUSED_CARDS, first.dataFile);
      const sandbox = await startSandbox({ dataFile });
      const return_url = 'https://shop.example/return';
      const { status } = await sandbox.stripe.paymentIntents.confirm(id, { return_url });
      await sandbox.close();

      expect(status).toBe('succeeded');
      expect(behaviours(dataFile)).toEqual(behaviours(first.dataFile));
    },
  );

  it('is done with what was to happen later, also with what no longer does', async () => {
    const task = `INSERT INTO later (kind, object_id, due_ms) VALUES ('open_dispute', 'ch_1', 1)`;
    const dataFile = await olderSandboxFile(LATER_DISPUTES, task);
    const sandbox = await startSandbox({ dataFile });
    await sandbox.close();

    const left = onDatabase(dataFile, (file) => file.prepare('SELECT * FROM later').all());
    expect(left).toEqual([]);
  });

  it('shows payments from the first version like those from today', async () => {
    const today = await startSandbox();
    const fresh = await today.stripe.paymentIntents.create({
      amount: 2300,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      return_url: 'https://shop.example/return',
      expand: ['latest_charge', 'payment_method'],
    });
    await today.close();

    const old = await startSandbox({ dataFile: await olderSandboxFile(1, FIRST_PAYMENT) });
    const found = await old.stripe.paymentIntents.retrieve('pi_old', {
      expand: ['latest_charge', 'payment_method'],
    });
    const declined = await old.stripe.paymentIntents.retrieve('pi_declined');
    await old.close();

    expect(declined.last_payment_error?.payment_method).toEqual({
      ...partOf(fresh.payment_method),
      ...namesAndTimes(found.payment_method),
    });
    expect(found).toEqual({
      ...fresh,
      ...namesAndTimes(found),
      latest_charge: { ...partOf(fresh.latest_charge), ...namesAndTimes(found.latest_charge) },
      payment_method: { ...partOf(fresh.payment_method), ...namesAndTimes(found.payment_method) },
    });
  });
});

/** The version in which disputes still came later than the payment. */
const LATER_DISPUTES = 13;

const REFUSED_CARDS = `
  UPDATE objects SET body = json_set(body, '$.behaviour', json_object('kind', 'not_imitated',
      'what', iif(body ->> '$.card.last4' IN ('5126', '7726'), 'refunds', 'disputes')))
    WHERE kind = 'payment_method'`;

function behaviours(dataFile: string): unknown[] {
  const sql = `SELECT body ->> '$.behaviour' FROM objects WHERE kind = 'payment_method'`;
  return onDatabase(dataFile, (file) => file.prepare(sql).pluck().all());
}

const NO_BALANCE = `
  DELETE FROM objects WHERE kind = 'balance_transaction';
  UPDATE objects SET body = json_remove(body, '$.balanceTransactionId', '$.behaviour.aftermath',
    '$.paymentMethod.behaviour.aftermath')`;

/** Resolves to the charge. */
async function pay({ stripe }: RunningSandbox): Promise<string> {
  const { latest_charge: charge } = await stripe.paymentIntents.create({
    amount: 2300,
    currency: 'usd',
    capture_method: 'automatic',
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example/return',
  });
  if (typeof charge !== 'string') throw new Error('There is no charge');
  return charge;
}

const DIFFERENT = [
  'id',
  'billing_details',
  'card',
  'client_secret',
  'created',
  'lastResponse',
  'payment_intent',
  'payment_method',
  'payment_method_details',
];

/** What no two payments have in common. */
function namesAndTimes(shown: unknown): object {
  return Object.fromEntries(
    Object.entries(partOf(shown)).filter(([key]) => DIFFERENT.includes(key)),
  );
}

function partOf(shown: unknown): object {
  if (typeof shown === 'object' && shown !== null) return shown;
  throw new Error(`Not expanded: ${String(shown)}`);
}
