import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import {
  eventually,
  type RecordedDelivery,
  SandboxControl,
  startWebhookListener,
  type WebhookListener,
} from 'stripe-sandbox/testing';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

const secret = 'whsec_test_0123456789';

let shop: WebhookListener;
let sandbox: RunningSandbox;
let stripe: Stripe;
let control: SandboxControl;

beforeEach(async () => {
  shop = await startWebhookListener();
  await start({});
});

afterEach(async () => {
  await sandbox.close();
  await shop.close();
});

async function start(changes: { dataFile?: string; retrySeconds?: number[] }): Promise<void> {
  const webhook = { url: shop.url, secret };
  sandbox = await startSandbox({ webhook, retrySeconds: [0.05, 0.05], ...changes });
  stripe = sandbox.stripe;
  control = new SandboxControl(sandbox.url);
}

const create = (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ amount: 2300, currency: 'usd', ...more });

const received = (count: number) =>
  eventually(() => {
    expect(shop.received).toHaveLength(count);
    return shop.received;
  });

const recorded = (count: number): Promise<RecordedDelivery[]> =>
  eventually(async () => {
    const deliveries = await control.deliveries();
    expect(deliveries).toHaveLength(count);
    return deliveries;
  });

const signatureOf = (webhook: WebhookListener['received'][number]) =>
  String(webhook.headers['stripe-signature']);

const verified = (webhook: WebhookListener['received'][number]) =>
  stripe.webhooks.constructEvent(webhook.body, signatureOf(webhook), secret);

describe('an event', () => {
  it('reaches the shop signed, as the SDK expects it', async () => {
    const { id, lastResponse } = await create();

    const [webhook] = await received(1);

    if (!webhook) throw new Error('Nothing came');
    expect(verified(webhook)).toMatchObject({
      object: 'event',
      api_version: '2026-08-26.dahlia',
      data: { object: { id, object: 'payment_intent', status: 'requires_payment_method' } },
      livemode: false,
      request: { id: lastResponse.requestId },
      type: 'payment_intent.created',
    });
    expect(webhook.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'stripe-signature': expect.stringMatching(/^t=\d+,v1=[0-9a-f]{64},v0=[0-9a-f]{64}$/),
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    });
  });

  it('shows its object as it was then, not as it is now', async () => {
    const return_url = 'https://shop.example/return';
    await create({ confirm: true, payment_method: 'pm_card_visa', return_url });

    const events = (await received(3)).map(verified);

    const statusOf = (type: string) => events.find((event) => event.type === type)?.data.object;
    expect(statusOf('payment_intent.created')).toMatchObject({ status: 'requires_confirmation' });
    expect(statusOf('charge.succeeded')).toMatchObject({ object: 'charge', paid: true });
    expect(statusOf('payment_intent.succeeded')).toMatchObject({ status: 'succeeded' });
  });

  it('comes again after a failure, signed afresh', async () => {
    shop.answers.push(500);
    await create();

    const [first, second] = await received(2);

    if (!first || !second) throw new Error('Nothing came');
    expect(verified(second).id).toBe(verified(first).id);
    expect(await recorded(2)).toMatchObject([
      { status: 500, response: 'answered 500', error: null },
      { status: 200, response: 'answered 200', error: null, delivery_state: 'delivered' },
    ]);
    const [listed] = (await stripe.events.list({ delivery_success: true })).data;
    expect(listed).toMatchObject({ id: verified(first).id, pending_webhooks: 0 });
  });

  it('is signed at the time of each attempt', async () => {
    await sandbox.close();
    await start({ retrySeconds: [1.1] });
    shop.answers.push(500);
    await create();

    const [first, second] = await received(2);

    if (!first || !second) throw new Error('Nothing came');
    expect(signatureOf(second)).not.toBe(signatureOf(first));
    expect(verified(second).id).toBe(verified(first).id);
  });

  it('has not arrived when the shop redirects', async () => {
    shop.answers.push(302);
    await create();

    await received(2);

    expect(await recorded(2)).toMatchObject([{ status: 302 }, { status: 200 }]);
  });

  it('is given up after the last retry', async () => {
    shop.answers.push(500, 500, 500);
    await create();

    await received(3);

    expect((await recorded(3)).at(-1)).toMatchObject({ status: 500, delivery_state: 'failed' });
    const { data } = await stripe.events.list({ delivery_success: false });
    expect(data).toMatchObject([{ type: 'payment_intent.created', pending_webhooks: 0 }]);
  });

  it('is sent once more on request, and has then arrived', async () => {
    shop.answers.push(500, 500, 500);
    await create();
    await recorded(3);
    const [event] = (await stripe.events.list()).data;

    await stripe.rawRequest('POST', `/v1/events/${event?.id ?? ''}/retry`, {});

    expect((await recorded(4)).at(-1)).toMatchObject({ event: event?.id, status: 200 });
    expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
  });

  it('keeps trying while the shop is away', async () => {
    await sandbox.close();
    await start({ retrySeconds: Array.from({ length: 100 }, () => 0.05) });
    const { port } = new URL(shop.url);
    await shop.close();
    await create();
    await eventually(async () => {
      expect((await control.deliveries())[0]).toMatchObject({
        status: null,
        error: expect.stringContaining('ECONNREFUSED'),
      });
    });

    shop = await startWebhookListener(Number(port));

    expect(await received(1)).toHaveLength(1);
  });

  it('is still owed after a restart', async () => {
    await sandbox.close();
    await start({ retrySeconds: [0.5] });
    shop.answers.push(500);
    await create();
    await recorded(1);
    const { dataFile } = sandbox;
    await sandbox.close();

    await start({ dataFile });

    await received(2);
    expect((await recorded(2)).at(-1)).toMatchObject({ status: 200 });
  });

  it('that is being delivered is waited for when the sandbox stops, and no other is begun', async () => {
    const release = shop.hold();
    await Promise.all(Array.from({ length: 26 }, () => create()));
    await received(25);

    const stopped = [sandbox.close(), sandbox.close()];
    release();
    await Promise.all(stopped);
    expect(shop.received).toHaveLength(25);
    await start({ dataFile: sandbox.dataFile });

    await received(26);
    expect((await recorded(26)).every(({ status }) => status === 200)).toBe(true);
  });

  it('is made but not sent while webhooks are off', async () => {
    await control.set({ webhooks: 'off' });
    await create();
    await control.set({ webhooks: 'on' });
    const { id } = await create();

    const [webhook] = await received(1);

    expect(webhook && verified(webhook)).toMatchObject({ data: { object: { id } } });
    expect((await stripe.events.list()).data).toHaveLength(2);
    expect(await recorded(1)).toHaveLength(1);
  });
});

describe('events of many payments', () => {
  it('all arrive, each once', async () => {
    const return_url = 'https://shop.example/return';
    const paid = { confirm: true, payment_method: 'pm_card_visa', return_url };
    await Promise.all(Array.from({ length: 20 }, () => create(paid)));

    const webhooks = await received(60);

    await recorded(60);
    expect(new Set(webhooks.map((webhook) => verified(webhook).id)).size).toBe(60);
  });
});
