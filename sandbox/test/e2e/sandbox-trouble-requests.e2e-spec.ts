import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, SandboxControl } from 'stripe-sandbox/testing';
import { startSandbox } from '../support/running-sandbox.js';
import type { RunningSandbox } from '../support/running-sandbox.js';
import { confirmInBrowser, refusalOf, sdkFor } from '../support/sdk.js';

let sandbox: RunningSandbox;
let control: SandboxControl;

beforeAll(async () => {
  sandbox = await startSandbox();
  control = new SandboxControl(sandbox.url);
});
afterEach(() => control.stopTrouble());
afterAll(() => sandbox.close());

let keys = 0;
const newKey = () => `order:${(keys += 1)}`;

const create = (idempotencyKey = newKey()) =>
  sandbox.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' }, { idempotencyKey });

const count = async () => (await sandbox.stripe.paymentIntents.list({ limit: 100 })).data.length;

const lastRequest = async () => (await control.requests()).at(-1);

const trouble = async (init: RequestInit = {}, path = ''): Promise<[number, unknown]> => {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${sandbox.url}/_sandbox/trouble${path}`, { headers, ...init });
  return [response.status, await response.json()];
};

describe('refuse_requests', () => {
  it.each([
    [{ status: 409 }, 'StripeAPIError', 'idempotency_key_in_use', 'true', undefined],
    [{ status: 429 }, 'StripeRateLimitError', 'rate_limit', undefined, 'global-rate'],
    [
      { status: 429, code: 'lock_timeout' },
      'StripeRateLimitError',
      'lock_timeout',
      'true',
      undefined,
    ],
    [{ status: 500 }, 'StripeAPIError', undefined, undefined, undefined],
  ] as const)('answers %j as Stripe does, before anything is done', async (...expected) => {
    const [asked, type, code, advice, reason] = expected;
    const { status } = asked;
    const before = await count();
    await control.makeTrouble({ refuse_requests: { ...asked, times: 1 } });

    const refusal = await refusalOf(create());

    expect(refusal).toMatchObject({ statusCode: status, type });
    expect(refusal.code).toBe(code);
    expect(refusal.headers?.['stripe-should-retry']).toBe(advice);
    expect(refusal.headers?.['stripe-rate-limited-reason']).toBe(reason);
    expect(await count()).toBe(before);
    expect((await control.requests()).at(-2)).toMatchObject({ status, trouble: 'refuse_requests' });
  });

  it('locks for a moment, and the SDK gets through by itself', async () => {
    const port = Number(new URL(sandbox.url).port);
    const patient = sdkFor(port, 'sk_test_foliosandbox', { maxNetworkRetries: 1 });
    await control.makeTrouble({ refuse_requests: { status: 429, code: 'lock_timeout', times: 1 } });

    const intent = await patient.paymentIntents.create({ amount: 2300, currency: 'usd' });

    expect(intent.object).toBe('payment_intent');
    const statuses = (await control.requests()).map(({ status }) => status);
    expect(statuses.slice(-2)).toEqual([429, 200]);
  });

  it('refuses as many as it is told to, and then no more', async () => {
    await control.makeTrouble({ refuse_requests: { status: 500, times: 2 } });

    await refusalOf(create());
    expect(await trouble()).toMatchObject([200, { on: { refuse_requests: { times: 1 } } }]);
    await refusalOf(create());

    expect((await create()).object).toBe('payment_intent');
    expect(await trouble()).toMatchObject([200, { on: {} }]);
    expect(JSON.stringify((await trouble())[1])).not.toContain('"on":{"');
  });

  it('after the work: the same key finds what the client was told had failed', async () => {
    const before = await count();
    const key = newKey();
    await control.makeTrouble({ refuse_requests: { status: 500, when: 'after', times: 1 } });

    await refusalOf(create(key));
    expect(await count()).toBe(before + 1);

    const again = await create(key);
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await count()).toBe(before + 1);
  });

  it('before the work: the same key does the work when it comes again', async () => {
    const key = newKey();
    await control.makeTrouble({ refuse_requests: { status: 500, times: 1 } });

    await refusalOf(create(key));

    expect((await create(key)).lastResponse.headers['idempotent-replayed']).toBeUndefined();
  });

  it('meets only the method and the path it is for', async () => {
    const path = '/v1/payment_intents/*/confirm';
    await control.makeTrouble({ refuse_requests: { status: 429, method: 'POST', path } });
    const intent = await create();

    const confirmed = await confirmInBrowser(sandbox.url, intent, {});
    expect(confirmed.status).toBe(429);
    expect(confirmed.headers.get('access-control-allow-origin')).toBe('*');
    expect(await sandbox.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
    });

    await control.makeTrouble({ refuse_requests: { status: 429, method: 'GET' } });
    expect((await confirmInBrowser(sandbox.url, intent, {})).status).toBe(200);
  });
});

describe('cut_requests', () => {
  const send = (key: string) =>
    fetch(`${sandbox.url}/v1/payment_intents`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sk_test_foliosandbox', 'Idempotency-Key': key },
      body: new URLSearchParams({ amount: '2300', currency: 'usd' }),
    });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('%s the work hangs up, and %i payments are made', async (when, made) => {
    const before = await count();
    await control.makeTrouble({ cut_requests: { when, times: 1 } });

    await expect(send(newKey())).rejects.toThrow('fetch failed');

    expect(await lastRequest()).toMatchObject({ status: 0, trouble: 'cut_requests' });
    expect(await count()).toBe(before + made);
  });

  it('after the work does not hide it from the same key', async () => {
    const key = newKey();
    await control.makeTrouble({ cut_requests: { when: 'after', times: 1 } });
    await send(key).catch(() => undefined);

    expect((await send(key)).headers.get('idempotent-replayed')).toBe('true');
  });
});

describe('slow_requests', () => {
  /** It is counted as the request begins. */
  const begun = () =>
    eventually(async () => {
      expect(await trouble()).toMatchObject([
        200,
        { on: expect.not.objectContaining({ slow_requests: expect.anything() }) },
      ]);
    });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('%s the work: a client that looks meanwhile sees %i more', async (when, made) => {
    const before = await count();
    await control.makeTrouble({ slow_requests: { ms: 1_000, when, method: 'POST', times: 1 } });
    const started = performance.now();

    const creating = create();
    const isOver = creating.then(() => true);
    await begun();
    expect(await count()).toBe(before + made);
    expect(await Promise.race([isOver, Promise.resolve(false)])).toBe(false);

    await creating;
    expect(performance.now() - started).toBeGreaterThan(990);
    expect(await count()).toBe(before + 1);
  });
});

describe('the switches', () => {
  it('say what each kind does and what it takes', async () => {
    expect(await trouble()).toMatchObject([
      200,
      {
        on: {},
        kinds: {
          refuse_requests: {
            area: 'requests',
            title: expect.any(String),
            what: expect.any(String),
            parameters: { properties: { status: { enum: [500, 429, 409] } } },
          },
          mute_webhooks: { area: 'deliveries' },
        },
      },
    ]);
  });

  it('are changed one by one, and all go back at once', async () => {
    await control.makeTrouble({ mute_webhooks: {} });
    await control.makeTrouble({ slow_requests: { ms: 1 } });
    const slow = { ms: 1, when: 'before' };
    expect((await trouble())[1]).toMatchObject({ on: { mute_webhooks: {}, slow_requests: slow } });

    await control.stopTrouble('mute_webhooks');
    expect(await trouble()).toMatchObject([200, { on: { slow_requests: slow } }]);
    await control.stopTrouble();

    expect((await trouble())[1]).toHaveProperty('on', {});
  });

  it.each([
    [{ slow_requests: {} }],
    [{ slow_requests: { ms: -1 } }],
    [{ refuse_requests: { status: 418 } }],
    [{ refuse_requests: { staus: 500 } }],
    [{ refuse_requests: { status: 500, code: 'lock_timeout' } }],
    [{ refuse_requests: { path: 'payment_intents' } }],
    [{ drop_delivery: {} }],
    [[]],
  ])('refuse %j, and change nothing', async (body) => {
    const init = { method: 'POST', body: JSON.stringify(body) };

    expect(await trouble(init)).toMatchObject([400, { error: expect.any(String) }]);
    expect((await trouble())[1]).toHaveProperty('on', {});
  });

  it('name the kinds there are to whoever stops one there is not', async () => {
    const answer = await trouble({ method: 'DELETE' }, '/gremlins');

    expect(answer).toMatchObject([404, { error: expect.stringContaining('slow_requests') }]);
  });

  it('are kept over a restart', async () => {
    await control.makeTrouble({ refuse_requests: { status: 429, times: 3 } });
    await sandbox.close();
    sandbox = await startSandbox({ dataFile: sandbox.dataFile });
    control = new SandboxControl(sandbox.url);

    await refusalOf(create());

    expect(await trouble()).toMatchObject([200, { on: { refuse_requests: { times: 2 } } }]);
  });
});
