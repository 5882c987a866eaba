import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import {
  eventually,
  SandboxControl,
  startWebhookListener,
  type WebhookListener,
} from 'stripe-sandbox/testing';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { hasStripeCli, StripeCli } from '../support/stripe-cli.js';

let sandbox: RunningSandbox;
let stripe: Stripe;
let cli: StripeCli;
let secret: string;
let shop: WebhookListener;
let other: WebhookListener;

const withCli = hasStripeCli ? describe : describe.skip;

beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
  cli = await StripeCli.at(sandbox.url);
  secret = await cli.signingSecret();
});

afterAll(() => sandbox.close());

beforeEach(async () => {
  shop = await startWebhookListener();
  other = await startWebhookListener();
});

afterEach(async () => {
  await cli.stop();
  await shop.close();
  await other.close();
});

const begin = () => stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });

const pay = () =>
  stripe.paymentIntents.create({
    amount: 2300,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example/return',
  });

const received = (listener: WebhookListener, count: number) =>
  eventually(() => {
    expect(listener.received).toHaveLength(count);
    return listener.received.map(({ body, headers }) =>
      stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), secret),
    );
  });

withCli('stripe listen', () => {
  it('forwards what happens, signed with the secret that it prints', async () => {
    const running = await cli.listen('--all-snapshot', '--forward-to', shop.url);
    const { id } = await begin();

    const [event] = await received(shop, 1);

    expect(event).toMatchObject({
      type: 'payment_intent.created',
      api_version: '2026-08-26.dahlia',
      data: { object: { id } },
    });
    expect(shop.received[0]?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    });
    expect(running.output()).toContain(`Your webhook signing secret is ${secret}`);
    expect(running.output()).toContain('You are using Stripe API Version [2026-08-26.dahlia]');
  });

  it('tells the sandbox what the shop answered', async () => {
    shop.answers.push(500);
    await cli.listen('--all-snapshot', '--forward-to', shop.url);
    await begin();
    const [event] = await received(shop, 1);

    const attempts = await eventually(async () => {
      const all = await new SandboxControl(sandbox.url).deliveries();
      const ofEvent = all.filter((attempt) => attempt.event === event?.id);
      expect(ofEvent).toHaveLength(1);
      return ofEvent;
    });

    expect(attempts).toMatchObject([
      {
        status: 500,
        url: shop.url,
        response: 'answered 500',
        request_body: shop.received[0]?.body,
        delivery_state: 'failed',
      },
    ]);
  });

  it('takes the newest version with --latest, also beside one that does not', async () => {
    await cli.listen('--all-snapshot', '--forward-to', shop.url);
    await cli.listen('--latest', '--all-snapshot', '--forward-to', other.url);
    await begin();

    const [here] = await received(shop, 1);
    const [there] = await received(other, 1);

    expect(here?.id).toBe(there?.id);
    expect(here?.api_version).toBe('2026-08-26.dahlia');
    expect(there?.api_version).toBe('2026-10-28.endive');
  });

  it('forwards only the types that --events names', async () => {
    await cli.listen('--events', 'charge.succeeded', '--forward-to', shop.url);
    await cli.listen('--all-snapshot', '--forward-to', other.url);
    await pay();

    await received(other, 3);

    expect(await received(shop, 1)).toMatchObject([{ type: 'charge.succeeded' }]);
  });

  it('uses the paths and the types of the webhook endpoints with -a', async () => {
    const { id } = await stripe.webhookEndpoints.create({
      url: 'http://127.0.0.1:9/stripe/books',
      enabled_events: ['payment_intent.succeeded'],
    });
    const host = new URL(shop.url).host;
    await cli.listen('-a', '--all-snapshot', '--forward-to', host);
    await cli.listen('--all-snapshot', '--forward-to', other.url);
    await pay();

    await received(other, 3);

    expect(await received(shop, 1)).toMatchObject([{ type: 'payment_intent.succeeded' }]);
    expect(shop.received[0]?.path).toBe('/stripe/books');
    await stripe.webhookEndpoints.del(id);
  });

  it('shows events that it forwards nowhere, and they have arrived', async () => {
    const running = await cli.listen();
    await begin();

    const id = await eventually(() => {
      const [, shown] = /payment_intent\.created \[(evt_\w+)\]/.exec(running.output()) ?? [];
      if (shown === undefined) throw new Error(running.output());
      return shown;
    });

    await eventually(async () => {
      expect(await stripe.events.retrieve(id)).toMatchObject({ pending_webhooks: 0 });
    });
  });
});

withCli('stripe events resend', () => {
  it('sends an event once more to those who listen, and to no endpoint', async () => {
    const { id: endpoint } = await stripe.webhookEndpoints.create({
      url: other.url,
      enabled_events: ['payment_intent.created'],
    });
    await begin();
    await eventually(() => {
      expect(other.received).toHaveLength(1);
    });
    const [event] = (await stripe.events.list({ limit: 1 })).data;
    await cli.listen('--all-snapshot', '--forward-to', shop.url);

    const resent = await cli.json<Stripe.Event>('events', 'resend', event?.id ?? '');

    expect(resent.id).toBe(event?.id);
    expect(await received(shop, 1)).toMatchObject([{ id: event?.id }]);
    const { code } = await cli.run(
      ...['events', 'resend', event?.id ?? '', '--webhook-endpoint', endpoint],
    );
    expect(code).toBe(0);
    await eventually(() => {
      expect(other.received).toHaveLength(2);
    });
    expect(shop.received).toHaveLength(1);
    await stripe.webhookEndpoints.del(endpoint);
  });
});
