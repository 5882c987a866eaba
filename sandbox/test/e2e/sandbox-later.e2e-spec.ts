import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import {
  eventually,
  freePort,
  type Program,
  startProgram,
  startWebhookListener,
  type WebhookListener,
} from 'stripe-sandbox/testing';
import { charge } from '../support/charging.js';
import { freshFolder, onDatabase } from '../support/files.js';
import { sandboxScript } from '../support/paths.js';
import { startSandbox } from '../support/running-sandbox.js';
import { patchedSandbox } from '../support/sandbox-program.js';
import { sdkFor } from '../support/sdk.js';

let dataFile: string;
let port: number;
let stripe: Stripe;
let started: Program[];
let shop: WebhookListener;

beforeEach(async () => {
  dataFile = path.join(await freshFolder(), 'sandbox.db');
  port = await freePort();
  stripe = sdkFor(port);
  started = [];
  shop = await startWebhookListener();
});

afterEach(async () => {
  for (const program of started) await program.stop('SIGKILL');
  await shop.close();
});

async function start(laterSeconds: number, script = sandboxScript) {
  const env = {
    SANDBOX_WEBHOOK_URL: shop.url,
    SANDBOX_WEBHOOK_SECRET: 'whsec_test_0123456789',
    SANDBOX_PORT: String(port),
    SANDBOX_DATA: dataFile,
    SANDBOX_LATER_SECONDS: String(laterSeconds),
  };
  const program = await startProgram(script, env, `http://127.0.0.1:${port}/_sandbox/health`);
  started.push(program);
  return program;
}

const pay = () =>
  stripe.paymentIntents.create({
    amount: 2300,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example/return',
  });

const updates = async (from: Stripe = stripe) =>
  (await from.events.list({ type: 'charge.updated', limit: 100 })).data;

const eventuallyUpdated = (from: Stripe = stripe) =>
  eventually(async () => {
    expect(await updates(from)).not.toEqual([]);
  });

const BOOKED_ONCE = [...['charge', 'charge', 'charge'], ...['refund', 'refund', 'refund_failure']];

describe('what happens later', () => {
  it('happens after a crash that came before it', async () => {
    const first = await start(1.5);
    const paid = await pay();
    await first.stop('SIGKILL');

    await start(3600);

    // A request would wake it, so none is made.
    await eventually(() => {
      const told = shop.received.map(({ body }) => body);
      expect(told).toContainEqual(expect.stringContaining('"charge.updated"'));
    });
    expect(await updates()).toMatchObject([{ data: { object: { id: paid.latest_charge } } }]);
  });

  it('happens once, although the first try died halfway', async () => {
    const script = await patchedSandbox('dies-later', [
      {
        file: 'money/take-money.js',
        find: `emitEvent(occasion, 'charge.updated'`,
        replace: `process.kill(process.pid, 'SIGKILL'); emitEvent(occasion, 'charge.updated'`,
      },
    ]);
    const dying = await start(0, script);
    await pay().catch(() => undefined);
    await dying.ended;

    await start(3600);

    await eventuallyUpdated();
    expect(await updates()).toHaveLength(1);
    expect((await stripe.balanceTransactions.list()).data).toHaveLength(1);
  });

  it('happens once, although it was noted twice', async () => {
    const first = await startSandbox({ dataFile });
    const charges = [
      await charge(first.stripe, 'pm_card_visa'),
      await charge(first.stripe, 'pm_card_refundFail'),
    ];
    for (const { id } of charges) await first.stripe.refunds.create({ charge: id });
    const last = await charge(first.stripe, 'pm_card_visa');
    await first.close();
    onDatabase(dataFile, (file) => {
      file.exec(`
        UPDATE later SET due_ms = iif(object_id = '${last.id}', 2, 1);
        INSERT INTO later (kind, object_id, due_ms) SELECT kind, object_id, 1 FROM later;`);
    });

    const second = await startSandbox({ dataFile });
    const told = await eventually(async () => {
      const { data } = await second.stripe.events.list({ limit: 100 });
      const types = data.map(({ type }) => type);
      expect(types.filter((type) => type === 'charge.updated')).toHaveLength(3);
      return types;
    });
    const { data: transactions } = await second.stripe.balanceTransactions.list();
    await second.close();

    expect(told.filter((type) => type === 'refund.updated')).toHaveLength(2);
    expect(told.filter((type) => type === 'refund.failed')).toHaveLength(1);
    expect(transactions.map(({ type }) => type).sort()).toEqual(BOOKED_ONCE);
    expect(onDatabase(dataFile, (file) => file.prepare('SELECT * FROM later').all())).toEqual([]);
  });

  it('happens although something else could not', async () => {
    const first = await startSandbox({ dataFile });
    const broken = await first.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    await first.close();
    onDatabase(dataFile, (file) => {
      file.exec(`
        INSERT INTO objects (kind, id, created, body)
          VALUES ('charge', 'ch_broken', 1, '{"id":"ch_broken","balanceTransactionId":null}');
        INSERT INTO later (kind, object_id, due_ms) VALUES ('book_charge', 'ch_broken', 1);`);
    });

    const second = await startSandbox({ dataFile, laterSeconds: 0 });
    await second.stripe.paymentIntents.confirm(broken.id, {
      payment_method: 'pm_card_visa',
      return_url: 'https://shop.example/return',
    });
    await eventuallyUpdated(second.stripe);
    const updated = await updates(second.stripe);
    await second.close();

    expect(updated).toHaveLength(1);
  });
});
