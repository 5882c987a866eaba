import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { freshFolder } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { type Program, root, startProgram } from '../support/program.js';
import { Relay } from '../support/relay.js';
import { sdkFor } from '../support/running-sandbox.js';
import { hasStripeCli, StripeCli } from '../support/stripe-cli.js';
import { startWebhookListener, type WebhookListener } from '../support/webhook-listener.js';

const EVENTS = 300;
const CUT_AFTER = [60, 120, 240];
const KILLED_AFTER = 180;
// The CLI redials after 1 s, and if that was too early every 10 s.
const PATIENCE_SECONDS = 60;

let shop: WebhookListener;
let sandbox: Program;
let relay: Relay;
let cli: StripeCli;
let stripe: Stripe;
let port: number;
let dataFile: string;

const withCli = hasStripeCli ? describe : describe.skip;

beforeEach(async () => {
  port = await freePort();
  dataFile = path.join(await freshFolder(), 'sandbox.db');
  shop = await startWebhookListener();
  await startSandbox();
  relay = await Relay.before(`http://127.0.0.1:${port}`);
  cli = await StripeCli.at(relay.url);
  stripe = sdkFor(port);
});

afterEach(async () => {
  await cli.stop();
  relay.stop();
  await sandbox.stop();
  await shop.close();
});

async function startSandbox(): Promise<void> {
  const env = { SANDBOX_PORT: String(port), SANDBOX_DATA: dataFile };
  const script = path.join(root, 'dist/sandbox/main.js');
  sandbox = await startProgram(script, env, `http://127.0.0.1:${port}/_sandbox/health`);
}

/** With three cut lines and one crash on the way, each while events are flowing. */
async function makeEvents(): Promise<void> {
  for (let count = 1; count <= EVENTS; count += 1) {
    const { id } = await makeEvent();
    if (CUT_AFTER.includes(count + 1) || count + 1 === KILLED_AFTER) await arrived(id);
    if (CUT_AFTER.includes(count)) relay.cut();
    if (count !== KILLED_AFTER) continue;
    await sandbox.stop('SIGKILL');
    await startSandbox();
  }
}

const makeEvent = () => stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });

const arrived = (id: string) =>
  eventually(() => {
    expect(shop.received.map(({ body }) => body)).toContainEqual(expect.stringContaining(id));
  }, PATIENCE_SECONDS);

withCli('events forwarded by the Stripe CLI', () => {
  it('all arrive, whatever becomes of its line and of the sandbox', async () => {
    const secret = await cli.signingSecret();
    await cli.listen('--all-snapshot', '--forward-to', shop.url);

    await makeEvents();

    const ids = await eventually(() => {
      const events = shop.received.map(({ body, headers }) =>
        stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), secret),
      );
      const distinct = new Set(events.map(({ id }) => id));
      expect(distinct.size).toBe(EVENTS);
      return distinct;
    }, PATIENCE_SECONDS);
    const made = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: EVENTS });
    expect(new Set(made.map(({ id }) => id))).toEqual(ids);
    // At least once, as Stripe promises: what was on the way when the line broke may come twice.
    expect(shop.received.length).toBeLessThan(EVENTS * 2);
  }, 180_000);
});
