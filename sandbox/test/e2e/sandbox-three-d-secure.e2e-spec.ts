import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { confirmInBrowser, PUBLISHABLE_KEY, refusalOf } from '../support/sdk.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});

afterAll(() => sandbox.close());

const return_url = 'https://shop.example/return?order=7';
const EVERY_TIME = 'pm_card_authenticationRequired';

const create = () => stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });

async function asked(payment_method = EVERY_TIME): Promise<Stripe.PaymentIntent> {
  const { id } = await create();
  return stripe.paymentIntents.confirm(id, { payment_method, return_url });
}

function sourceOf({ next_action }: Stripe.PaymentIntent): string {
  const url = new URL(next_action?.redirect_to_url?.url ?? '');
  return url.searchParams.get('source') ?? '';
}

/** What the challenge page sends. */
function answer(
  intent: Stripe.PaymentIntent,
  outcome: 'passed' | 'failed',
  { source = sourceOf(intent), headers = {} } = {},
): Promise<Response> {
  const body = new URLSearchParams({
    key: PUBLISHABLE_KEY,
    client_secret: intent.client_secret ?? '',
    source,
    outcome,
  });
  const url = `${sandbox.url}/v1/payment_intents/${intent.id}/authenticate`;
  return fetch(url, { method: 'POST', body, headers });
}

async function eventTypes(id: string): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  const theirs = data.filter((event) => JSON.stringify(event.data.object).includes(id));
  return theirs.map(({ type }) => type).reverse();
}

const chargesOf = async ({ id }: Stripe.PaymentIntent) =>
  (await stripe.charges.list({ payment_intent: id })).data;

describe('confirming with a card whose bank wants to know who pays', () => {
  it('sends the shopper away and back when a server confirms', async () => {
    const intent = await asked();

    expect(intent).toMatchObject({
      status: 'requires_action',
      amount_received: 0,
      last_payment_error: null,
      latest_charge: null,
      payment_method: expect.stringMatching(/^pm_/),
      next_action: {
        type: 'redirect_to_url',
        redirect_to_url: { url: expect.stringContaining(sandbox.url), return_url },
      },
    });
    expect(await eventTypes(intent.id)).toEqual([
      'payment_intent.created',
      'payment_intent.requires_action',
    ]);
  });

  it('leaves it to Stripe.js when a browser confirms', async () => {
    const intent = await create();

    const response = await confirmInBrowser(sandbox.url, intent, { number: '4000000000003220' });

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'requires_action',
      next_action: {
        type: 'use_stripe_sdk',
        use_stripe_sdk: { source: expect.stringMatching(/^payatt_\w{24}$/) },
      },
    });
  });

  it.each(['4000002760003184', '4000002500003155', '4000003800000446', '4000000000003220'])(
    'asks when %s is typed',
    async (number) => {
      const response = await confirmInBrowser(sandbox.url, await create(), { number });

      expect(await response.json()).toMatchObject({ status: 'requires_action' });
    },
  );

  it.each(['4000000000003055', '4000000000003097'])('pays %s without asking', async (number) => {
    const response = await confirmInBrowser(sandbox.url, await create(), { number });

    expect(await response.json()).toMatchObject({ status: 'succeeded' });
  });

  it('declines 4000008400001280, whose bank cannot be asked', async () => {
    const number = '4000008400001280';

    const response = await confirmInBrowser(sandbox.url, await create(), { number });

    expect(response.status).toBe(402);
    expect(await response.json()).toMatchObject({ error: { code: 'processing_error' } });
  });

  it('is an error for a caller that wants no question asked', async () => {
    const { id } = await create();

    const error = await refusalOf(
      stripe.paymentIntents.confirm(id, {
        payment_method: EVERY_TIME,
        return_url,
        error_on_requires_action: true,
      }),
    );

    expect(error).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'authentication_required',
      decline_code: 'authentication_not_handled',
      payment_intent: { id, status: 'requires_payment_method', latest_charge: null },
    });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_payment_method');
  });
});

describe('the challenge', () => {
  it('pays once it is passed', async () => {
    const intent = await asked();

    const response = await answer(intent, 'passed');

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'succeeded', next_action: null });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 2300,
    });
    expect(await chargesOf(intent)).toMatchObject([
      { paid: true, payment_method_details: { card: { three_d_secure: { version: '2.2.0' } } } },
    ]);
    expect(await eventTypes(intent.id)).toEqual([
      'payment_intent.created',
      'payment_intent.requires_action',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
  });

  it('asks for another payment method once it is failed, and charges nothing', async () => {
    const intent = await asked();

    await answer(intent, 'failed');

    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      latest_charge: null,
      next_action: null,
      last_payment_error: {
        type: 'invalid_request_error',
        code: 'payment_intent_authentication_failure',
        message:
          'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
        payment_method: { object: 'payment_method' },
      },
    });
    expect(await chargesOf(intent)).toEqual([]);
    expect(await eventTypes(intent.id)).toEqual([
      'payment_intent.created',
      'payment_intent.requires_action',
      'payment_intent.payment_failed',
    ]);
  });

  it.each([
    ['pm_card_threeDSecureRequiredChargeDeclined', 'generic_decline'],
    ['pm_card_threeDSecureRequiredChargeDeclinedInsufficientFunds', 'insufficient_funds'],
  ])('does not help %s, which is declined as %s', async (card, decline_code) => {
    const intent = await asked(card);

    await answer(intent, 'passed');

    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { type: 'card_error', code: 'card_declined', decline_code },
    });
    expect(await chargesOf(intent)).toMatchObject([{ status: 'failed' }]);
    expect((await eventTypes(intent.id)).slice(-2)).toEqual([
      'charge.failed',
      'payment_intent.payment_failed',
    ]);
  });

  it('counts once, whatever is answered afterwards', async () => {
    const intent = await asked();
    await answer(intent, 'passed');

    const again = await Promise.all([answer(intent, 'failed'), answer(intent, 'passed')]);

    expect(again.map(({ status }) => status)).toEqual([200, 200]);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
    expect(await chargesOf(intent)).toHaveLength(1);
  });

  it('of an earlier attempt decides nothing', async () => {
    const first = await asked();
    const second = await stripe.paymentIntents.confirm(first.id, {
      payment_method: EVERY_TIME,
      return_url,
    });

    const response = await answer(first, 'passed');

    expect(await response.json()).toMatchObject({ status: 'requires_action' });
    expect(sourceOf(await stripe.paymentIntents.retrieve(first.id))).toBe(sourceOf(second));
  });

  it('for one amount does not pay another', async () => {
    const intent = await asked();
    await stripe.paymentIntents.update(intent.id, { amount: 9900 });

    await answer(intent, 'passed');

    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_confirmation',
      amount_received: 0,
    });
  });

  it('is passed in the sandbox’s own page only', async () => {
    const intent = await asked();
    const elsewhere = [
      { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://localhost:3000' },
      { 'Sec-Fetch-Site': 'same-site', Origin: 'http://127.0.0.1:3000' },
    ];

    const answers = await Promise.all(
      elsewhere.map((headers) => answer(intent, 'passed', { headers })),
    );

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_action');
  });

  it('is canceled by whoever holds the client secret, as Stripe.js does on closing it', async () => {
    const intent = await asked();
    const body = new URLSearchParams({
      key: PUBLISHABLE_KEY,
      client_secret: intent.client_secret ?? '',
      source: sourceOf(intent),
    });
    const url = `${sandbox.url}/v1/payment_intents/${intent.id}/source_cancel`;

    await fetch(url, { method: 'POST', body });

    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
  });
});

describe('while the shopper is asked', () => {
  it('the PaymentIntent can be canceled, and the challenge is over', async () => {
    const intent = await asked();

    expect(await stripe.paymentIntents.cancel(intent.id)).toMatchObject({
      status: 'canceled',
      next_action: null,
    });
    await answer(intent, 'passed');
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('canceled');
  });

  it('another card can pay', async () => {
    const { id } = await asked();

    const payment_method = 'pm_card_visa';
    const intent = await stripe.paymentIntents.confirm(id, { payment_method, return_url });

    expect(intent).toMatchObject({ status: 'succeeded', next_action: null });
  });

  it('an address can still be written on it, and the question stands', async () => {
    const intent = await asked();

    const noted = await stripe.paymentIntents.update(intent.id, { receipt_email: 'a@example.com' });

    expect(noted.status).toBe('requires_action');
    expect(sourceOf(noted)).toBe(sourceOf(intent));
  });

  it('a restart forgets nothing', async () => {
    const first = await startSandbox();
    const { id } = await first.stripe.paymentIntents.create({
      amount: 2300,
      currency: 'usd',
      confirm: true,
      payment_method: EVERY_TIME,
      return_url,
    });
    await first.close();

    const second = await startSandbox({ dataFile: first.dataFile });
    const found = await second.stripe.paymentIntents.retrieve(id);
    await second.close();

    expect(found).toMatchObject({
      status: 'requires_action',
      next_action: { redirect_to_url: {} },
    });
  });
});
