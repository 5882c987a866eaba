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
import { freshFolder } from '../support/files.js';
import { sandboxScript } from '../support/paths.js';
import { Relay } from '../support/relay.js';
import { sdkFor } from '../support/sdk.js';
import { hasStripeCli, StripeCli } from '../support/stripe-cli.js';

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
  sandbox = await startProgram(sandboxScript, env, `http://127.0.0.1:${port}/_sandbox/health`);
}

async function makeEvents(count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) {
    await stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
  }
}

async function allArrive(): Promise<string[]> {
  const made = await stripe.events.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  const ids = made.map(({ id }) => id).sort();
  await eventually(() => {
    expect([...new Set(received().map(({ id }) => id))].sort()).toEqual(ids);
  }, PATIENCE_SECONDS);
  return ids;
}

const received = () => shop.received.map(({ body }) => JSON.parse(body) as Stripe.Event);

/** With events in the line when it breaks, and more of them until there is another one. */
async function breakLine(breaks: () => Promise<void>): Promise<void> {
  const restore = relay.hold();
  await makeEvents(15);
  await breaks();
  await makeEvents(15);
  relay.cut();
  restore();
}

async function crash(): Promise<void> {
  await sandbox.stop('SIGKILL');
  await startSandbox();
}

async function cutAndCrash(): Promise<void> {
  relay.cut();
  await makeEvents(15);
  await crash();
}

withCli('events forwarded by the Stripe CLI', () => {
  it('all arrive, whatever becomes of its line and of the sandbox', async () => {
    const secret = await cli.signingSecret();
    await cli.listen('--all-snapshot', '--forward-to', shop.url);

    await makeEvents(30);
    relay.cut();
    await makeEvents(30);
    await allArrive();
    await breakLine(crash);
    await allArrive();
    await breakLine(cutAndCrash);
    await makeEvents(30);

    const ids = await allArrive();
    for (const { body, headers } of shop.received) {
      stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), secret);
    }
    // At least once, as Stripe promises: what was on the way when the line broke may come twice.
    expect(shop.received.length).toBeLessThan(ids.length * 2);
  }, 180_000);
});
