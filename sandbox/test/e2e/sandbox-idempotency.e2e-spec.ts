import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, SandboxControl } from 'stripe-sandbox/testing';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { refusalOf } from '../support/sdk.js';

let sandbox: RunningSandbox;

beforeEach(async () => {
  sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

interface Sent {
  status: number;
  body: string;
  headers: Headers;
}

async function post(path: string, form: string, key: string): Promise<Sent> {
  const response = await fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: {
      Authorization: 'Bearer sk_test_foliosandbox',
      'Content-Type': 'application/x-www-form-urlencoded',
      'Idempotency-Key': key,
    },
    body: form,
  });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

const NEVER =
  'automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never';
const CREATE = `amount=2300&currency=usd&${NEVER}`;

const create = (key: string, form = CREATE) => post('/v1/payment_intents', form, key);

describe('a request with an idempotency key', () => {
  it('is answered again byte for byte, and done once', async () => {
    const first = await create('order:1');

    const second = await create('order:1');

    expect(second.status).toBe(200);
    expect(second.body).toBe(first.body);
    expect((await sandbox.stripe.paymentIntents.list()).data).toHaveLength(1);
    expect((await sandbox.stripe.events.list()).data).toHaveLength(1);
  });

  it('tells in its headers which request was the first', async () => {
    const first = await create('order:1');
    const second = await create('order:1');

    const requestId = first.headers.get('request-id');
    expect(requestId).toMatch(/^req_\w{14}$/);
    expect(first.headers.get('original-request')).toBe(requestId);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('original-request')).toBe(requestId);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.headers.get('idempotency-key')).toBe('order:1');
    expect(second.headers.get('request-id')).not.toBe(requestId);
  });

  it('is the same request with its parameters in another order', async () => {
    await create('order:1');

    const { headers } = await create('order:1', `${NEVER}&currency=usd&amount=2300`);

    expect(headers.get('idempotent-replayed')).toBe('true');
  });

  it('is declined again without a second charge', async () => {
    const form = `${CREATE}&payment_method=pm_card_chargeDeclined&confirm=true`;
    const first = await create('order:1', form);

    const second = await create('order:1', form);

    expect([first.status, second.status]).toEqual([402, 402]);
    expect(second.body).toBe(first.body);
    expect((await sandbox.stripe.charges.list()).data).toHaveLength(1);
  });

  it('may be mended and sent again when it was never begun', async () => {
    const first = await create('order:1', `${CREATE}&foo=1`);

    const second = await create('order:1');

    expect([first.status, second.status]).toEqual([400, 200]);
    expect(second.headers.get('idempotent-replayed')).toBeNull();
  });

  it('is refused with other parameters', async () => {
    await create('order:1');
    const { paymentIntents } = sandbox.stripe;

    const refused = paymentIntents.create(
      { amount: 4600, currency: 'usd' },
      { idempotencyKey: 'order:1' },
    );

    expect(await refusalOf(refused)).toMatchObject({
      type: 'StripeIdempotencyError',
      statusCode: 400,
      message:
        "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than 'order:1' if you meant to execute a different request.",
    });
  });

  it('is refused at another endpoint', async () => {
    const { id } = JSON.parse((await create('order:1')).body) as { id: string };

    const { status, body } = await post(`/v1/payment_intents/${id}/cancel`, '', 'order:1');

    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ error: { type: 'idempotency_error' } });
  });

  it('is refused while the first one is under way, and replayed after it', async () => {
    const control = new SandboxControl(sandbox.url);
    await control.set({ delay_ms: 1500 });
    const first = create('order:1');
    await eventually(async () => {
      expect(await control.requests()).toHaveLength(1);
    });
    await control.set({ delay_ms: 0 });

    const second = await create('order:1');
    const { body } = await first;
    const third = await create('order:1');

    expect(second.status).toBe(409);
    expect(second.headers.get('stripe-should-retry')).toBe('true');
    expect(JSON.parse(second.body)).toEqual({
      error: {
        code: 'idempotency_key_in_use',
        doc_url: 'https://stripe.com/docs/error-codes/idempotency-key-in-use',
        message:
          'There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): order:1. Please try again later.',
        request_log_url: expect.stringContaining('/_sandbox/requests/req_'),
        type: 'invalid_request_error',
      },
    });
    expect(third.body).toBe(body);
  });

  it('is remembered after a restart', async () => {
    const first = await create('order:1');
    await sandbox.close();
    sandbox = await startSandbox({ dataFile: sandbox.dataFile });

    const second = await create('order:1');

    expect(second.body).toBe(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
  });

  it('has no meaning on a GET', async () => {
    const get = (path: string) =>
      fetch(`${sandbox.url}${path}`, {
        headers: { Authorization: 'Bearer sk_test_foliosandbox', 'Idempotency-Key': 'order:1' },
      });

    await get('/v1/payment_intents');
    const response = await get('/v1/charges');

    expect(response.status).toBe(200);
    expect(response.headers.get('idempotency-key')).toBeNull();
  });

  it('is refused when the key is longer than 255 characters', async () => {
    expect((await create('k'.repeat(255))).status).toBe(200);
    expect((await create('k'.repeat(256))).status).toBe(400);
  });
});
