import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import {
  eventually,
  SandboxControl,
  startWebhookListener,
  type WebhookListener,
} from 'stripe-sandbox/testing';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { refusalOf } from '../support/sdk.js';

type EnabledEvent = Stripe.WebhookEndpointCreateParams['enabled_events'][number];

const configuredSecret = 'whsec_test_0123456789';

let configured: WebhookListener;
let other: WebhookListener;
let sandbox: RunningSandbox;
let stripe: Stripe;
let control: SandboxControl;

beforeAll(async () => {
  configured = await startWebhookListener();
  const webhook = { url: configured.url, secret: configuredSecret };
  sandbox = await startSandbox({ webhook, retrySeconds: [0.05, 0.05] });
  stripe = sandbox.stripe;
  control = new SandboxControl(sandbox.url);
});

afterAll(async () => {
  await sandbox.close();
  await configured.close();
});

beforeEach(async () => {
  other = await startWebhookListener();
});

afterEach(async () => {
  for (const { id, url } of (await stripe.webhookEndpoints.list({ limit: 100 })).data) {
    if (url !== configured.url) await stripe.webhookEndpoints.del(id);
  }
  await other.close();
});

const add = (
  enabled_events: EnabledEvent[],
  more: Partial<Stripe.WebhookEndpointCreateParams> = {},
) => stripe.webhookEndpoints.create({ url: other.url, enabled_events, ...more });

const paid = {
  amount: 2300,
  currency: 'usd',
  confirm: true,
  payment_method: 'pm_card_visa',
  return_url: 'https://shop.example/return',
};
const pay = () => stripe.paymentIntents.create(paid);
const begin = () => stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });

const verified = (listener: WebhookListener, secret = '') =>
  listener.received.map(({ body, headers }) =>
    stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), secret),
  );

const received = (listener: WebhookListener, count: number) =>
  eventually(() => {
    expect(listener.received).toHaveLength(count);
  });

const attemptsAt = async (endpoint: string) =>
  (await control.deliveries()).filter((attempt) => attempt.endpoint === endpoint);

const newestEvent = async () => {
  const [event] = (await stripe.events.list({ limit: 1 })).data;
  if (!event) throw new Error('No event');
  return event;
};

describe('a webhook endpoint', () => {
  it('is made, changed, listed and deleted, and tells its secret once', async () => {
    const made = await add(['charge.succeeded'], { description: 'books', metadata: { a: '1' } });
    const { id, secret } = made;

    expect(made).toMatchObject({
      object: 'webhook_endpoint',
      api_version: null,
      application: null,
      description: 'books',
      enabled_events: ['charge.succeeded'],
      livemode: false,
      metadata: { a: '1' },
      status: 'enabled',
      url: other.url,
    });
    expect(secret).toMatch(/^whsec_\w{32}$/);
    const changed = await stripe.webhookEndpoints.update(id, {
      description: '',
      disabled: true,
      enabled_events: ['*'],
      metadata: { b: '2' },
      url: 'https://shop.example/hook',
    });
    expect(changed).toMatchObject({
      description: null,
      enabled_events: ['*'],
      metadata: { a: '1', b: '2' },
      status: 'disabled',
      url: 'https://shop.example/hook',
    });
    expect(changed).not.toHaveProperty('secret');
    expect(await stripe.webhookEndpoints.retrieve(id)).toEqual(changed);
    const listed = await stripe.webhookEndpoints.list({ limit: 1 });
    expect([listed.data, listed.has_more]).toEqual([[changed], true]);
    expect(await stripe.webhookEndpoints.del(id)).toEqual({
      id,
      object: 'webhook_endpoint',
      deleted: true,
    });
    expect(await refusalOf(stripe.webhookEndpoints.retrieve(id))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: `No such webhook endpoint: '${id}'`,
    });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['without a url', { url: undefined }, 'url', 'Missing required param: url.'],
    ['without events', { enabled_events: undefined }, 'enabled_events', 'Missing required param'],
    ['for no events', { enabled_events: '' }, 'enabled_events', 'You passed an empty string'],
    ['without a scheme', { url: 'localhost:3000/hook' }, 'url', 'An explicit scheme'],
    ['for another scheme', { url: 'ftp://shop.example/' }, 'url', 'must begin with http'],
    ['for no address', { url: 'http://' }, 'url', 'Not a valid URL'],
    [
      'for an event that does not exist',
      { enabled_events: ['*', 'payment_intent.suceeded'] },
      'enabled_events[1]',
      'must be one of account.application.authorized, account.application.deauthorized',
    ],
    ['at a version that is none', { api_version: 'newest' }, 'api_version', 'Invalid Stripe API'],
    ['for Connect', { connect: true }, 'connect', 'does not imitate'],
    ['with a parameter nobody knows', { events: 'all' }, 'events', 'Received unknown parameter'],
  ])('is refused %s', async (_case, changes, param, message) => {
    const params = { url: other.url, enabled_events: ['*'], ...changes };

    const refusal = await refusalOf(stripe.rawRequest('POST', '/v1/webhook_endpoints', params));

    expect(refusal).toMatchObject({ statusCode: 400, param });
    expect(refusal.message).toContain(message);
  });

  it('is refused when there are sixteen', async () => {
    for (let count = 1; count < 16; count += 1) await add(['charge.failed']);

    const refusal = await refusalOf(add(['charge.failed']));

    expect(refusal.message).toBe('You have reached the maximum of 16 test webhook endpoints.');
  });

  it('that the configuration names is listed, and changed there only', async () => {
    const [listed] = (await stripe.webhookEndpoints.list()).data;
    const id = listed?.id ?? '';

    const refusals = [
      await refusalOf(stripe.webhookEndpoints.update(id, { disabled: true })),
      await refusalOf(stripe.webhookEndpoints.del(id)),
    ];

    expect(listed).toMatchObject({ url: configured.url, enabled_events: ['*'], status: 'enabled' });
    for (const { message } of refusals) expect(message).toContain('SANDBOX_WEBHOOK_URL');
  });
});

describe('an event', () => {
  it('goes to each endpoint that asked for it, signed with its secret, at its version', async () => {
    const { id, secret } = await add(['charge.succeeded', 'payment_intent.canceled'], {
      api_version: '2026-10-28.endive',
    });
    const already = configured.received.length;

    await pay();

    await received(other, 1);
    await received(configured, already + 3);
    const [event] = verified(other, secret);
    expect(event).toMatchObject({ type: 'charge.succeeded', api_version: '2026-10-28.endive' });
    const [same] = verified(configured, configuredSecret).filter((each) => each.id === event?.id);
    expect(same).toMatchObject({ type: 'charge.succeeded', api_version: '2026-08-26.dahlia' });
    const [attempt] = await eventually(async () => {
      const attempts = await attemptsAt(id);
      expect(attempts).toHaveLength(1);
      return attempts;
    });
    expect(attempt).toMatchObject({
      event: event?.id,
      url: other.url,
      status: 200,
      response: 'answered 200',
      error: null,
      request_body: other.received[0]?.body,
      request_headers: { 'Stripe-Signature': other.received[0]?.headers['stripe-signature'] },
      duration_ms: expect.any(Number),
    });
  });

  it('counts the endpoints it has not reached yet, and has arrived when it reached all', async () => {
    const { id } = await add(['payment_intent.created']);
    const release = other.hold();
    await begin();
    const event = await newestEvent();
    const pending = (count: number) =>
      eventually(async () => {
        const { pending_webhooks } = await stripe.events.retrieve(event.id);
        expect(pending_webhooks).toBe(count);
      });
    const failed = async () =>
      (await stripe.events.list({ delivery_success: false })).data.map((each) => each.id);

    await pending(1);
    expect(await failed()).toEqual([event.id]);
    release();
    await pending(0);

    expect(await failed()).toEqual([]);
    expect(await attemptsAt(id)).toMatchObject([{ delivery_state: 'delivered' }]);
  });

  it('has not arrived everywhere when it failed at one endpoint, whatever came of the others', async () => {
    configured.answers.push(500, 500, 500);
    await add(['payment_intent.created']);
    await begin();
    const { id } = await newestEvent();

    await received(other, 1);
    await eventually(async () => {
      expect((await newestEvent()).pending_webhooks).toBe(0);
    });

    const listed = await stripe.events.list({ delivery_success: false });
    expect(listed.data.map((event) => event.id)).toEqual([id]);
    await stripe.rawRequest('POST', `/v1/events/${id}/retry`, {});
    await eventually(async () => {
      expect((await stripe.events.list({ delivery_success: false })).data).toEqual([]);
    });
  });

  it('that one endpoint refuses comes again to that one only', async () => {
    await add(['payment_intent.created']);
    other.answers.push(500, 500);
    const already = configured.received.length;

    await begin();

    await received(other, 3);
    expect(configured.received).toHaveLength(already + 1);
  });

  it('does not wait for an endpoint that is slow to take others', async () => {
    await add(['payment_intent.created']);
    const already = configured.received.length;
    const release = other.hold();

    await Promise.all(Array.from({ length: 30 }, begin));

    await received(configured, already + 30);
    expect(other.received).toHaveLength(25);
    release();
    await received(other, 30);
  });

  it('is not tried again at an endpoint that was disabled meanwhile', async () => {
    const { id } = await add(['payment_intent.created']);
    other.answers.push(500, 500, 500);
    const release = other.hold();
    await begin();
    await received(other, 1);

    await stripe.webhookEndpoints.update(id, { disabled: true });
    release();

    await eventually(async () => {
      expect(await attemptsAt(id)).toMatchObject([{ status: 500, delivery_state: 'failed' }]);
    });
    expect((await newestEvent()).pending_webhooks).toBe(0);
    expect(other.received).toHaveLength(1);
  });

  it('is sent again to the endpoint that is named, whatever that asked for', async () => {
    const { id, secret } = await add(['charge.failed']);
    await begin();
    const event = await newestEvent();
    const already = configured.received.length;
    const resend = (webhook_endpoint: string) =>
      stripe.rawRequest('POST', `/v1/events/${event.id}/retry`, { webhook_endpoint });

    await resend(id);

    await received(other, 1);
    expect(verified(other, secret)).toMatchObject([{ id: event.id }]);
    expect(configured.received.length).toBeLessThanOrEqual(already + 1);
    expect(await refusalOf(resend('we_none'))).toMatchObject({ param: 'webhook_endpoint' });
    await stripe.webhookEndpoints.update(id, { disabled: true });
    expect((await refusalOf(resend(id))).message).toContain('disabled');
  });
});
