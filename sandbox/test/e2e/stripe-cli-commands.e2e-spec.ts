import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { eventually } from 'stripe-sandbox/testing';
import { freshFolder } from '../support/files.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { hasStripeCli, type RunningCli, StripeCli } from '../support/stripe-cli.js';

let sandbox: RunningSandbox;
let stripe: Stripe;
let cli: StripeCli;

const withCli = hasStripeCli ? describe : describe.skip;

beforeAll(async () => {
  sandbox = await startSandbox({ laterSeconds: 0 });
  stripe = sandbox.stripe;
  cli = await StripeCli.at(sandbox.url);
});

afterEach(() => cli.stop());
afterAll(() => sandbox.close());

const newestIntent = async () => (await stripe.paymentIntents.list({ limit: 1 })).data[0];

const typesAfter = async (id: string | undefined) => {
  const { data } = await stripe.events.list(id === undefined ? {} : { ending_before: id });
  return data.map(({ type }) => type).reverse();
};

withCli('stripe trigger', () => {
  it.each([
    ['payment_intent.created', ['payment_intent.created']],
    [
      'payment_intent.succeeded',
      ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'],
    ],
    [
      'payment_intent.payment_failed',
      ['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed'],
    ],
    [
      'payment_intent.requires_action',
      ['payment_intent.created', 'payment_intent.requires_action'],
    ],
    ['payment_intent.canceled', ['payment_intent.created', 'payment_intent.canceled']],
    [
      'payment_intent.amount_capturable_updated',
      ['payment_intent.created', 'charge.succeeded', 'payment_intent.amount_capturable_updated'],
    ],
    ['charge.succeeded', ['payment_intent.created', 'charge.succeeded']],
    ['charge.failed', ['payment_intent.created', 'charge.failed']],
    ['charge.refunded', ['charge.succeeded', 'charge.refunded', 'refund.created']],
    ['charge.refund.updated', ['charge.refunded', 'charge.refund.updated']],
    ['customer.created', ['customer.created']],
    ['payment_method.attached', ['payment_method.attached']],
    ['charge.dispute.created', ['charge.succeeded', 'charge.dispute.created']],
    ['charge.dispute.closed', ['charge.dispute.created', 'charge.dispute.closed']],
    ['charge.captured', ['payment_intent.created', 'charge.succeeded', 'charge.captured']],
  ])('%s makes it happen', async (event, types) => {
    const [last] = (await stripe.events.list({ limit: 1 })).data;

    const { code, output } = await cli.run('trigger', event);

    expect([code, output]).toEqual([0, expect.stringContaining('Trigger succeeded!')]);
    await eventually(async () => {
      expect(await typesAfter(last?.id)).toEqual(expect.arrayContaining(types));
    });
  });

  it('takes changes to its fixture', async () => {
    const { code } = await cli.run(
      ...['trigger', 'payment_intent.succeeded'],
      ...['--add', 'payment_intent:metadata.order_id=ord_42'],
      ...['--override', 'payment_intent:amount=3499'],
      ...['--remove', 'payment_intent:shipping'],
    );

    expect(code).toBe(0);
    expect(await newestIntent()).toMatchObject({
      amount: 3499,
      metadata: { order_id: 'ord_42' },
      shipping: null,
      status: 'succeeded',
    });
  });

  it('says what the sandbox does not imitate, and fails', async () => {
    const { code, output } = await cli.run('trigger', 'checkout.session.completed');

    expect(code).toBe(1);
    expect(output).toContain('the sandbox does not imitate it');
  });
});

withCli('the commands named after resources', () => {
  it('create, show, change and cancel a PaymentIntent', async () => {
    const created = await cli.json<Stripe.PaymentIntent>(
      ...['payment_intents', 'create', '--amount', '2000', '--currency', 'usd'],
      ...['-d', 'metadata[order_id]=ord_1', '-i', 'ord_1'],
    );
    const again = await cli.json<Stripe.PaymentIntent>(
      ...['payment_intents', 'create', '--amount', '2000', '--currency', 'usd'],
      ...['-d', 'metadata[order_id]=ord_1', '-i', 'ord_1'],
    );
    const confirmed = await cli.json<Stripe.PaymentIntent>(
      ...['payment_intents', 'confirm', created.id, '--payment-method', 'pm_card_visa'],
      ...['--return-url', 'https://shop.example/return', '-e', 'latest_charge'],
    );
    const canceled = await cli.run('payment_intents', 'cancel', created.id);
    const list = await cli.json<Stripe.ApiList<Stripe.PaymentIntent>>(
      ...['payment_intents', 'list', '--limit', '1'],
    );

    expect(created).toMatchObject({ amount: 2000, metadata: { order_id: 'ord_1' } });
    expect(again.id).toBe(created.id);
    expect(confirmed).toMatchObject({ status: 'succeeded', latest_charge: { paid: true } });
    // The CLI leaves with 0 after every refusal but 401.
    expect(canceled).toMatchObject({
      code: 0,
      output: expect.stringContaining('payment_intent_unexpected_state'),
    });
    expect(list.data.map(({ id }) => id)).toEqual([created.id]);
  });

  it('manage webhook endpoints', async () => {
    const { id, secret } = await cli.json<Stripe.WebhookEndpoint>(
      ...['webhook_endpoints', 'create', '--url', 'http://127.0.0.1:9/hook'],
      ...['-d', 'enabled_events[]=charge.succeeded'],
    );
    const list = await cli.json<Stripe.ApiList<Stripe.WebhookEndpoint>>(
      'webhook_endpoints',
      'list',
    );
    const deleted = await cli.json('delete', '-c', `/v1/webhook_endpoints/${id}`);

    expect(secret).toMatch(/^whsec_/);
    expect(list.data).toMatchObject([{ id, enabled_events: ['charge.succeeded'] }]);
    expect(deleted).toMatchObject({ id, deleted: true });
  });
});

withCli('stripe get and post', () => {
  it('ask what they are told to', async () => {
    const made = await cli.json<Stripe.PaymentIntent>(
      ...['post', 'payment_intents', '-d', 'amount=2300', '-d', 'currency=usd'],
    );

    expect(await cli.json('get', `/v1/payment_intents/${made.id}`)).toEqual(made);
    expect(await cli.json('get', '/v1/account')).toMatchObject({ id: sandbox.account });
  });

  it('are refused a live key', async () => {
    const live = await StripeCli.at(sandbox.url, 'sk_live_0123456789abcdef');

    const { code, output } = await live.run('get', '/v1/account');

    expect(code).toBe(1);
    expect(output).toContain('A live API key was sent to the sandbox');
  });
});

withCli('stripe fixtures', () => {
  it('runs a file of requests, each with what came of those before', async () => {
    const file = path.join(await freshFolder(), 'fixtures.json');
    const steps = {
      _meta: { template_version: 0 },
      fixtures: [
        {
          name: 'book',
          path: '/v1/payment_intents',
          method: 'post',
          params: { amount: 2300, currency: 'usd', description: 'A book' },
        },
        { name: 'gone', path: '/v1/payment_intents/${book:id}/cancel', method: 'post' },
      ],
    };
    await writeFile(file, JSON.stringify(steps));

    const { code } = await cli.run('fixtures', file);

    expect(code).toBe(0);
    expect(await newestIntent()).toMatchObject({ description: 'A book', status: 'canceled' });
  });
});

withCli('stripe logs tail', () => {
  const shows = (running: RunningCli, text: string) =>
    eventually(() => {
      expect(running.output()).toContain(text);
    });
  const create = (amount: number) =>
    stripe.paymentIntents.create({ amount, currency: 'usd' }).catch((error: unknown) => error);

  it('shows requests as they are made, and what was wrong with them', async () => {
    const running = await cli.tailLogs();

    const { lastResponse } = await stripe.accounts.retrieveCurrent();
    await create(1);

    await shows(running, `[200] GET /v1/account [${lastResponse.requestId}]`);
    await shows(running, '[400] POST /v1/payment_intents');
    await shows(running, 'Type: invalid_request_error');
    await shows(running, 'Code: amount_too_small');
    await shows(running, 'Param: amount');
  });

  it('shows only what passes its filters', async () => {
    const refused = await cli.tailLogs('--filter-status-code-type', '4XX');
    const read = await cli.tailLogs('--filter-http-method', 'GET', '--filter-source', 'API');
    await create(1);
    await create(2300);
    await stripe.accounts.retrieveCurrent();
    await create(1);

    await eventually(() => {
      expect(refused.output().match(/\[400\] POST/g)).toHaveLength(2);
    });
    await shows(read, '[200] GET /v1/account');
    expect(refused.output()).not.toContain('[200]');
    expect(read.output()).not.toContain('POST');
  });
});
