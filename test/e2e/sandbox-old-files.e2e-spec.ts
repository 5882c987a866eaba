import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MIGRATIONS } from '../../src/sandbox/store/schema.js';
import { freshFolder, onDatabase } from '../support/database.js';
import { startSandbox } from '../support/running-sandbox.js';

/** A file as the sandbox left it when it knew `version` migrations. */
async function oldFile(version: number, objects: Kept[], sql = ''): Promise<string> {
  const dataFile = path.join(await freshFolder(), 'sandbox.db');
  onDatabase(dataFile, (file) => {
    for (const migration of MIGRATIONS.slice(0, version)) file.exec(migration);
    file.pragma(`user_version = ${version}`);
    const add = file.prepare('INSERT INTO objects (kind, id, created, body) VALUES (?, ?, 1, ?)');
    for (const { kind, ...body } of objects) add.run(kind, body.id, JSON.stringify(body));
    file.exec(sql);
  });
  return dataFile;
}

interface Kept {
  kind: string;
  id: string;
  [field: string]: unknown;
}

const method: Kept = {
  kind: 'payment_method',
  id: 'pm_1',
  created: 1,
  card: { brand: 'visa', last4: '0077', expMonth: 12, expYear: 2034, funding: 'credit' },
  behaviour: { kind: 'pays' },
  billingDetails: { address: {}, email: null, name: null, phone: null },
};

const intent: Kept = { kind: 'payment_intent', id: 'pi_1', metadata: {} };

const charge: Kept = {
  kind: 'charge',
  id: 'ch_1',
  amount: 2300,
  decline: null,
  paymentMethod: method,
  metadata: {},
  capturedAmount: 2300,
  releasedAmount: 0,
};

describe('a file of an earlier sandbox', () => {
  it('from before 3-D Secure is opened', async () => {
    const dataFile = await oldFile(1, [intent]);

    const sandbox = await startSandbox({ dataFile });
    const found = await sandbox.stripe.paymentIntents.retrieve('pi_1');
    await sandbox.close();

    expect(found.next_action).toBeNull();
  });

  it('from before manual capture knows what was taken', async () => {
    const dataFile = await oldFile(2, [
      { ...intent, latestChargeId: 'ch_1' },
      { ...charge, capturedAmount: undefined, releasedAmount: undefined },
    ]);

    const sandbox = await startSandbox({ dataFile });
    const expand = ['latest_charge'];
    const found = await sandbox.stripe.paymentIntents.retrieve('pi_1', { expand });
    await sandbox.close();

    expect(found).toMatchObject({
      amount_capturable: 0,
      confirmation_method: 'automatic',
      latest_charge: { amount_captured: 2300, amount_refunded: 0, captured: true },
    });
  });

  it('from before balance transactions keeps its charges and its events', async () => {
    const dataFile = await oldFile(
      3,
      [charge, method],
      `INSERT INTO events VALUES (7, 'evt_1', 'charge.succeeded', 1, 'v', 'req_1', NULL, '{}');
       INSERT INTO deliveries (event_id, due_ms) VALUES ('evt_1', 1);`,
    );

    const sandbox = await startSandbox({ dataFile });
    const { stripe } = sandbox;
    const found = await stripe.charges.retrieve('ch_1');
    const event = await stripe.events.retrieve('evt_1');
    const intent = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      capture_method: 'automatic',
      confirm: true,
      payment_method: 'pm_1',
      return_url: 'https://shop.example/return',
      expand: ['latest_charge'],
    });
    const [transaction] = (await stripe.balanceTransactions.list()).data;
    await sandbox.close();

    expect(found).toMatchObject({ amount_captured: 2300, balance_transaction: null });
    expect(event).toMatchObject({ pending_webhooks: 1, request: { id: 'req_1' } });
    expect(intent.status).toBe('succeeded');
    expect(transaction).toMatchObject({ amount: 500, status: 'available' });
  });
});
