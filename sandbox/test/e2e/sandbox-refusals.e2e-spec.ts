import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { refusalOf, sdkFor } from '../support/sdk.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

let sandbox: RunningSandbox;
let stripe: Stripe;
let port: number;

beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
  port = Number(new URL(sandbox.url).port);
});

afterAll(() => sandbox.close());

async function send(
  method: string,
  path: string,
  { form, headers }: { form?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; error: unknown; headers: Headers }> {
  const response = await fetch(`${sandbox.url}${path}`, {
    method,
    headers: {
      Authorization: 'Bearer sk_test_foliosandbox',
      'Content-Type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    ...(form === undefined ? {} : { body: form }),
  });
  const { error } = (await response.json()) as { error: unknown };
  return { status: response.status, error, headers: response.headers };
}

const A_PAGE = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/_sandbox\/requests\/req_\w+$/);

const create = (form: string, headers: Record<string, string> = {}) =>
  send('POST', '/v1/payment_intents', { form, headers });

describe('a parameter', () => {
  it.each([
    ['currency=usd', 'amount', 'parameter_missing', 'Missing required param: amount.'],
    ['amount=2300', 'currency', 'parameter_missing', 'Missing required param: currency.'],
    [
      'amount=2300&currency=usd&foo=1',
      'foo',
      'parameter_unknown',
      'Received unknown parameter: foo',
    ],
    [
      'amount=2300&currency=usd&shipping[name]=A&shipping[address][line1]=x&shipping[colour]=red',
      'shipping[colour]',
      'parameter_unknown',
      'Received unknown parameter: shipping[colour]',
    ],
    [
      'amount=0&currency=usd',
      'amount',
      'parameter_invalid_integer',
      'This value must be greater than or equal to 1.',
    ],
    ['amount=10.5&currency=usd', 'amount', 'parameter_invalid_integer', 'Invalid integer: 10.5'],
    [
      'amount=2300&currency=usd&receipt_email=nobody',
      'receipt_email',
      'email_invalid',
      'Invalid email address: nobody',
    ],
  ])('of %s is refused', async (form, param, code, message) => {
    const { status, error } = await create(form);

    expect(status).toBe(400);
    expect(error).toEqual({
      code,
      doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
      message,
      param,
      request_log_url: A_PAGE,
      type: 'invalid_request_error',
    });
  });

  it('that Stripe has and the sandbox has not is refused rather than ignored', async () => {
    const { status, error } = await create(
      'amount=2300&currency=usd&setup_future_usage=on_session',
    );

    expect(status).toBe(400);
    expect(error).toMatchObject({
      message: expect.stringContaining(
        'The sandbox does not imitate the parameter setup_future_usage yet.',
      ),
      param: 'setup_future_usage',
      type: 'invalid_request_error',
    });
  });

  it('leaves nothing behind when it is refused', async () => {
    const before = (await stripe.paymentIntents.list({ limit: 100 })).data.length;

    await create('amount=2300&currency=usd&payment_method=pm_card_visa&confirm=true&foo=1');

    expect((await stripe.paymentIntents.list({ limit: 100 })).data).toHaveLength(before);
  });

  it('in a body that is no form is refused', async () => {
    const headers = { 'Content-Type': 'application/json' };

    const { status, error } = await create('{"amount":2300}', headers);

    expect(status).toBe(400);
    expect(error).toMatchObject({
      message: expect.stringContaining('application/x-www-form-urlencoded'),
    });
  });
});

describe("Stripe's second API", () => {
  it('is refused in the shape of an error', async () => {
    expect(await refusalOf(stripe.v2.core.events.list({}))).toMatchObject({
      statusCode: 404,
      type: 'StripeInvalidRequestError',
    });
  });
});

describe('a body', () => {
  it('that is too large is refused in the same shape', async () => {
    const { status, error } = await create(`description=${'x'.repeat(600_000)}`);

    expect(status).toBe(413);
    expect(error).toMatchObject({ type: 'invalid_request_error' });
  });
});

describe('an amount', () => {
  it.each([
    [49, 'usd'],
    [29, 'gbp'],
    [49, 'jpy'],
  ])('of %i %s is too small', async (amount, currency) => {
    expect(await refusalOf(stripe.paymentIntents.create({ amount, currency }))).toMatchObject({
      statusCode: 400,
      code: 'amount_too_small',
      param: 'amount',
    });
  });

  it('above 99999999 is too large', async () => {
    const params = { amount: 100_000_000, currency: 'usd' };

    expect(await refusalOf(stripe.paymentIntents.create(params))).toMatchObject({
      code: 'amount_too_large',
    });
  });
});

describe('payment_method_types', () => {
  const form = 'amount=2300&currency=usd&payment_method_types[]=card';

  it('is taken by the default version, which the Stripe CLI uses', async () => {
    const { status, headers } = await create(form);

    expect(status).toBe(200);
    expect(headers.get('stripe-version')).toBe('2026-08-26.dahlia');
  });

  it.each(['2026-09-30.endive', '2026-10-28.endive'])('is refused by %s', async (version) => {
    const { status, error, headers } = await create(form, { 'Stripe-Version': version });

    expect(status).toBe(400);
    expect(error).toMatchObject({ code: 'payment_method_types_no_longer_supported' });
    expect(headers.get('stripe-version')).toBe(version);
  });
});

describe('a confirmation', () => {
  const paid = () =>
    stripe.paymentIntents.create({
      amount: 2300,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      return_url: 'https://shop.example/return',
    });

  it('of a paid PaymentIntent is refused with the intent in the error', async () => {
    const { id } = await paid();

    const error = await refusalOf(
      stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }),
    );

    expect(error).toMatchObject({
      statusCode: 400,
      code: 'payment_intent_unexpected_state',
      message:
        'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
      payment_intent: { id, status: 'succeeded' },
    });
    expect(error.param).toBeUndefined();
    expect((await stripe.charges.list({ payment_intent: id })).data).toHaveLength(1);
  });

  it('with a card number from a server is refused, as Stripe does', async () => {
    const { id } = await stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    const card = 'payment_method_data[card]';
    const form = `payment_method_data[type]=card&${card}[number]=4242424242424242&${card}[exp_month]=12&${card}[exp_year]=2034`;

    const { status, error } = await send('POST', `/v1/payment_intents/${id}/confirm`, { form });

    expect(status).toBe(402);
    expect(error).toMatchObject({
      message: expect.stringContaining(
        'Sending credit card numbers directly to the Stripe API is generally unsafe.',
      ),
    });
  });
});

describe('what does not exist', () => {
  it.each([
    ['/v1/payment_intents/pi_x', 'intent', "No such payment_intent: 'pi_x'"],
    ['/v1/charges/ch_x', 'id', "No such charge: 'ch_x'"],
    ['/v1/events/evt_x', 'id', "No such event: 'evt_x'"],
    ['/v1/payment_methods/pm_x', 'payment_method', "No such PaymentMethod: 'pm_x'"],
  ])('%s is a 404', async (path, param, message) => {
    const { status, error } = await send('GET', path);

    expect(status).toBe(404);
    expect(error).toMatchObject({ code: 'resource_missing', message, param });
  });

  it('is a 400 when it is named in a body', async () => {
    const { status, error } = await create('amount=2300&currency=usd&payment_method=pm_x');

    expect(status).toBe(400);
    expect(error).toMatchObject({ code: 'resource_missing', param: 'payment_method' });
  });

  it.each([
    ['GET', '/v1/x'],
    ['POST', '/v1/payouts'],
    ['DELETE', '/v1/payment_intents'],
    ['GET', '/v1/payment_intents/search'],
    ['GET', '/v1/customers/search'],
  ])('%s %s is an unrecognized URL', async (method, path) => {
    const { status, error } = await send(method, path);

    expect(status).toBe(404);
    expect(error).toEqual({
      message: expect.stringContaining(
        `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/. If Stripe has this URL, the sandbox does not imitate it: its page /_sandbox/api lists what it does.`,
      ),
      request_log_url: A_PAGE,
      type: 'invalid_request_error',
    });
  });

  it('cannot be expanded', async () => {
    const list = stripe.paymentIntents.list({ expand: ['data.metadata'] });

    expect((await refusalOf(list)).message).toContain(
      'This property cannot be expanded (data.metadata).',
    );
  });
});

describe('an account', () => {
  it('may be named, when it is our own', async () => {
    const headers = { 'Stripe-Account': sandbox.account, 'Stripe-Context': sandbox.account };

    expect((await send('GET', '/v1/payment_intents', { headers })).status).toBe(200);
    expect((await create('amount=2300&currency=usd', headers)).status).toBe(200);
    expect((await create('amount=2300&currency=usd', { 'Stripe-Account': '' })).status).toBe(200);
  });

  it.each([
    ['Stripe-Account', 'Stripe-Context'],
    ['Stripe-Context', 'Stripe-Account'],
  ])('of others, in %s, is not reached, nor is anything made in our own', async (name, other) => {
    const headers = { [name]: 'acct_nope', [other]: sandbox.account };
    const newest = async () => (await stripe.paymentIntents.list({ limit: 1 })).data[0]?.id;
    const before = await newest();

    const { status, error } = await create('amount=2300&currency=usd', headers);

    expect(status).toBe(403);
    expect(error).toEqual({
      code: 'account_invalid',
      doc_url: 'https://stripe.com/docs/error-codes/account-invalid',
      message:
        "The provided key 'sk_test_************dbox' does not have access to account 'acct_nope' (or that account does not exist). Application access may have been revoked.",
      request_log_url: A_PAGE,
      type: 'invalid_request_error',
    });
    expect(await newest()).toBe(before);
  });

  it('of others is a permission error to the SDK', async () => {
    const list = stripe.paymentIntents.list({}, { stripeAccount: 'acct_nope' });

    expect(await refusalOf(list)).toMatchObject({ type: 'StripePermissionError' });
  });
});

describe('a key', () => {
  it.each([
    ['sk_test_x', 'Invalid API Key provided: sk_test_'],
    ['hello-this-is-no-key', 'Invalid API Key provided: '],
    ['sk_live_0123456789abcdef', 'A live API key was sent to the sandbox'],
    ['rk_live_0123456789abcdef', 'A live API key was sent to the sandbox'],
    ['pk_live_0123456789abcdef', 'A live API key was sent to the sandbox'],
  ])('%s is refused', async (key, message) => {
    const error = await refusalOf(sdkFor(port, key).paymentIntents.list());

    expect(error).toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 });
    expect(error.message).toContain(message);
    expect(error.message).not.toContain(key.slice(8, 20));
  });

  it('that is publishable is refused on the server routes', async () => {
    const error = await refusalOf(sdkFor(port, 'pk_test_foliosandbox').paymentIntents.list());

    expect(error).toMatchObject({ statusCode: 401, code: 'secret_key_required' });
  });

  it('has to be there', async () => {
    const response = await fetch(`${sandbox.url}/v1/payment_intents`);

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      error: {
        message: expect.stringContaining('You did not provide an API key.'),
        type: 'invalid_request_error',
      },
    });
  });
});
