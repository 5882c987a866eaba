import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { freshFolder } from '../support/files.js';
import { confirmInBrowser, PUBLISHABLE_KEY } from '../support/sdk.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  const publicFolder = await freshFolder();
  await mkdir(path.join(publicFolder, 'frame'));
  await writeFile(path.join(publicFolder, 'frame/payment.html'), '<!doctype html>');
  await writeFile(path.join(publicFolder, 'frame/payment.js'), 'void 0;');
  sandbox = await startSandbox({ publicFolder });
  stripe = sandbox.stripe;
});

afterAll(() => sandbox.close());

const A_PAGE = expect.stringMatching(/\/_sandbox\/requests\/req_\w+$/);

const create = () =>
  stripe.paymentIntents.create({ amount: 2300, currency: 'usd', metadata: { secret: 'ours' } });

const retrieve = (intent: Stripe.PaymentIntent, clientSecret: string, key = PUBLISHABLE_KEY) => {
  const query = new URLSearchParams({ key, client_secret: clientSecret });
  return fetch(`${sandbox.url}/v1/payment_intents/${intent.id}?${query.toString()}`);
};

describe('a browser with a publishable key', () => {
  it('sees of its PaymentIntent what concerns the shopper', async () => {
    const intent = await create();

    const response = await retrieve(intent, intent.client_secret ?? '');

    expect(response.status).toBe(200);
    expect(Object.keys((await response.json()) as object).sort()).toEqual([
      'amount',
      'amount_details',
      'automatic_payment_methods',
      'canceled_at',
      'cancellation_reason',
      'capture_method',
      'client_secret',
      'confirmation_method',
      'created',
      'currency',
      'description',
      'id',
      'last_payment_error',
      'livemode',
      'next_action',
      'object',
      'payment_method',
      'payment_method_types',
      'processing',
      'receipt_email',
      'setup_future_usage',
      'shipping',
      'status',
    ]);
  });

  it('sees it with the key in the header too', async () => {
    const { id, client_secret } = await create();
    const url = `${sandbox.url}/v1/payment_intents/${id}?client_secret=${client_secret ?? ''}`;

    const response = await fetch(url, { headers: { Authorization: `Bearer ${PUBLISHABLE_KEY}` } });

    expect(response.status).toBe(200);
  });

  it('sees nothing with another client secret', async () => {
    const [intent, other] = [await create(), await create()];

    const response = await retrieve(intent, other.client_secret ?? '');

    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: object };
    expect(error).toMatchObject({
      message:
        'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
      param: 'client_secret',
      type: 'invalid_request_error',
    });
    expect(error).not.toHaveProperty('code');
    expect(error).not.toHaveProperty('payment_intent');
  });

  it.each(['confirm', 'authenticate', 'source_cancel'])(
    'does nothing with another client secret: %s',
    async (verb) => {
      const [intent, other] = [await create(), await create()];
      const body = new URLSearchParams({
        key: PUBLISHABLE_KEY,
        client_secret: other.client_secret ?? '',
        source: 'payatt_1',
        outcome: 'passed',
      });

      const url = `${sandbox.url}/v1/payment_intents/${intent.id}/${verb}`;
      const response = await fetch(url, { method: 'POST', body });

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { param: 'client_secret' } });
    },
  );

  it.each(['pi_x_secret_y', ''])('needs a PaymentIntent: none is found by "%s"', async (secret) => {
    const response = await retrieve({ ...(await create()), id: 'pi_x' }, secret);

    expect(response.status).toBe(secret === '' ? 400 : 404);
    expect(await response.json()).toMatchObject({
      error: { param: secret === '' ? 'client_secret' : 'intent' },
    });
  });

  it('cannot use a secret key in a URL', async () => {
    const intent = await create();

    const response = await retrieve(intent, intent.client_secret ?? '', 'sk_test_foliosandbox');

    expect(response.status).toBe(401);
  });

  it('may ask from any origin, on these two routes only', async () => {
    const intent = await create();
    const preflight = (route: string) =>
      fetch(`${sandbox.url}/v1/${route}`, {
        method: 'OPTIONS',
        headers: { Origin: 'http://localhost:3000', 'Access-Control-Request-Method': 'POST' },
      });
    const allowed = async (response: Promise<Response>) =>
      (await response).headers.get('access-control-allow-origin');

    expect(await allowed(retrieve(intent, intent.client_secret ?? ''))).toBe('*');
    expect(
      (await retrieve(intent, intent.client_secret ?? '')).headers.get(
        'access-control-expose-headers',
      ),
    ).toBe('Request-Id, Stripe-Should-Retry, Stripe-Version');
    expect(await allowed(retrieve(intent, 'wrong'))).toBe('*');
    expect(await allowed(preflight(`payment_intents/${intent.id}/confirm`))).toBe('*');
    expect(await allowed(preflight('payment_intents'))).toBeNull();
    expect(await allowed(preflight(`payment_intents/${intent.id}/cancel`))).toBeNull();
  });
});

describe('a card typed into the browser', () => {
  it('pays', async () => {
    const intent = await create();

    const response = await confirmInBrowser(sandbox.url, intent, {});

    expect(response.status).toBe(200);
    const shown = (await response.json()) as Record<string, unknown>;
    expect(shown).toMatchObject({ id: intent.id, status: 'succeeded', amount: 2300 });
    expect(shown).not.toHaveProperty('metadata');
    expect(shown).not.toHaveProperty('latest_charge');
  });

  it('is declined with an intent in the error that hides what the shopper may not see', async () => {
    const intent = await create();

    const response = await confirmInBrowser(sandbox.url, intent, { number: '4000000000009995' });

    expect(response.status).toBe(402);
    const { error } = (await response.json()) as { error: Record<string, object> };
    expect(error).toMatchObject({
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
      payment_intent: { id: intent.id, status: 'requires_payment_method' },
    });
    expect(error['payment_intent']).not.toHaveProperty('metadata');
  });

  it.each([
    [
      { number: '4242424242424241' },
      'incorrect_number',
      'number',
      'Your card number is incorrect.',
    ],
    [
      { exp_month: '13' },
      'invalid_expiry_month',
      'exp_month',
      "Your card's expiration month is invalid.",
    ],
    [
      { exp_year: '2020' },
      'invalid_expiry_year',
      'exp_year',
      "Your card's expiration year is invalid.",
    ],
    [{ cvc: '12' }, 'invalid_cvc', 'cvc', "Your card's security code is invalid."],
  ])(
    'with %p is refused as %s, without a charge or an event',
    async (card, code, param, message) => {
      const intent = await create();

      const response = await confirmInBrowser(sandbox.url, intent, card);

      expect(response.status).toBe(402);
      expect(await response.json()).toEqual({
        error: {
          code,
          doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
          message,
          param,
          request_log_url: A_PAGE,
          type: 'card_error',
        },
      });
      expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
        last_payment_error: null,
        status: 'requires_payment_method',
      });
      expect((await stripe.charges.list({ payment_intent: intent.id })).data).toEqual([]);
      const [newest] = (await stripe.events.list({ limit: 1 })).data;
      expect(newest?.type).toBe('payment_intent.created');
    },
  );

  it('that could be a real one is refused, and nothing of it is kept', async () => {
    const intent = await create();
    const number = '4111111111111111';

    const response = await confirmInBrowser(sandbox.url, intent, { number, cvc: '987' });

    expect(response.status).toBe(402);
    expect(await response.json()).toEqual({
      error: {
        code: 'card_declined',
        decline_code: 'test_mode_live_card',
        doc_url: 'https://stripe.com/docs/error-codes/card-declined',
        message:
          'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
        request_log_url: A_PAGE,
        type: 'card_error',
      },
    });
    expect(await stored()).not.toContain(number.slice(-8));
  });

  it('is kept without its number and its security code', async () => {
    const intent = await create();
    const card = { number: '5555555555554444', cvc: '976' };

    await confirmInBrowser(sandbox.url, intent, card);

    const { latest_charge } = await stripe.paymentIntents.retrieve(intent.id, {
      expand: ['latest_charge'],
    });
    expect(latest_charge).toMatchObject({
      payment_method_details: { card: { last4: '4444', checks: { cvc_check: 'pass' } } },
    });
    expect(await stored()).not.toContain('5555555555554444');
    expect(await stored()).not.toContain('"976"');
  });

  async function stored(): Promise<string> {
    const files = ['', '-wal'].map((end) => readFile(`${sandbox.dataFile}${end}`, 'latin1'));
    return (await Promise.all(files)).join('');
  }
});

describe('the files for the browser', () => {
  it('come with a policy that lets the frame talk to the sandbox only', async () => {
    const response = await fetch(`${sandbox.url}/js/frame/payment.html`);

    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'",
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-frame-options')).toBeNull();
  });

  it('are scripts to a browser', async () => {
    const response = await fetch(`${sandbox.url}/js/frame/payment.js`);

    expect(response.headers.get('content-type')).toContain('text/javascript');
  });

  it('say how to make them when they are missing', async () => {
    const response = await fetch(`${sandbox.url}/js/endive/stripe.js`);

    expect(response.status).toBe(404);
    expect(await response.text()).toContain('npm run build');
  });
});
