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

const return_url = 'https://shop.example/return';

const hold = (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 2300,
    currency: 'usd',
    capture_method: 'manual',
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url,
    ...more,
  });

async function events(id: string): Promise<Stripe.Event[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data.filter((event) => JSON.stringify(event.data.object).includes(id)).reverse();
}

const chargeOf = async (id: string) =>
  (await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })).latest_charge;

describe('manual capture', () => {
  it('holds the money and takes none', async () => {
    const intent = await hold({ expand: ['latest_charge'] });

    expect(intent).toMatchObject({
      status: 'requires_capture',
      amount_capturable: 2300,
      amount_received: 0,
      capture_method: 'manual',
      latest_charge: {
        amount: 2300,
        amount_captured: 0,
        amount_refunded: 0,
        captured: false,
        paid: true,
        payment_method_details: { card: { capture_before: expect.any(Number) } },
        refunded: false,
        status: 'succeeded',
      },
    });
    const told = await events(intent.id);
    expect(told.map(({ type }) => type)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.amount_capturable_updated',
    ]);
    expect(told.at(1)?.data.object).toMatchObject({ captured: false });
    expect(told.at(2)?.data.object).toMatchObject({ amount_capturable: 2300 });
  });

  it('takes it all when it is captured', async () => {
    const { id } = await hold();

    const intent = await stripe.paymentIntents.capture(id);

    expect(intent).toMatchObject({
      status: 'succeeded',
      amount_capturable: 0,
      amount_received: 2300,
    });
    expect(await chargeOf(id)).toMatchObject({ amount_captured: 2300, captured: true });
    const told = await events(id);
    expect(told.slice(3).map(({ type }) => type)).toEqual([
      'charge.captured',
      'payment_intent.succeeded',
    ]);
  });

  it('takes a part, releases the rest, and keeps what is written beside it', async () => {
    const { id } = await hold({ metadata: { order: '1' } });

    const intent = await stripe.paymentIntents.capture(id, {
      amount_to_capture: 2000,
      metadata: { shipped: 'yes' },
      statement_descriptor_suffix: 'BOOK 1',
      expand: ['latest_charge'],
    });

    expect(intent).toMatchObject({
      status: 'succeeded',
      amount: 2300,
      amount_capturable: 0,
      amount_received: 2000,
      metadata: { order: '1', shipped: 'yes' },
      latest_charge: {
        amount: 2300,
        amount_captured: 2000,
        amount_refunded: 300,
        captured: true,
        refunded: false,
        calculated_statement_descriptor: 'Stripe* BOOK 1',
        statement_descriptor: null,
        statement_descriptor_suffix: 'BOOK 1',
      },
    });
  });

  it.each([
    [
      2301,
      'amount_too_large',
      undefined,
      'The payment could not be captured because the requested capture amount is greater than the amount you can capture for this charge. Contact us via https://support.stripe.com/contact/ for help.',
    ],
    [0, 'parameter_invalid_integer', 'amount', 'This value must be greater than or equal to 1.'],
    [-1, undefined, 'amount_to_capture', 'Invalid non-negative integer'],
  ])('refuses to take %i of 2300', async (amount_to_capture, code, param, message) => {
    const { id } = await hold();

    const error = await refusalOf(stripe.paymentIntents.capture(id, { amount_to_capture }));

    expect(error).toMatchObject({ statusCode: 400, message, payment_intent: { id } });
    expect([error.code, error.param]).toEqual([code, param]);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_capture');
  });

  it('captures nothing that is not held', async () => {
    const { id } = await stripe.paymentIntents.create({
      amount: 2300,
      currency: 'usd',
      capture_method: 'manual',
    });

    const error = await refusalOf(stripe.paymentIntents.capture(id));

    expect(error).toMatchObject({
      statusCode: 400,
      code: 'payment_intent_unexpected_state',
      message:
        'This PaymentIntent could not be captured because it has a status of requires_payment_method. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.',
      payment_intent: { id },
    });
    expect(error.param).toBeUndefined();
  });

  it('captures once', async () => {
    const { id } = await hold();
    await stripe.paymentIntents.capture(id, { amount_to_capture: 2000 });

    expect(await refusalOf(stripe.paymentIntents.capture(id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
      message:
        'The remaining amount on this PaymentIntent could not be captured because the remainder of the authorized amount has been released.',
    });
    expect((await stripe.paymentIntents.retrieve(id)).amount_received).toBe(2000);
  });

  it('gives everything back when it is canceled', async () => {
    const { id } = await hold();

    const intent = await stripe.paymentIntents.cancel(id);

    expect(intent).toMatchObject({
      status: 'canceled',
      amount_capturable: 0,
      amount_received: 0,
    });
    expect(await chargeOf(id)).toMatchObject({
      amount_captured: 0,
      amount_refunded: 2300,
      captured: false,
      refunded: true,
      status: 'succeeded',
    });
    const told = await events(id);
    expect(told.slice(3).map(({ type }) => type)).toEqual([
      'charge.refunded',
      'payment_intent.canceled',
    ]);
  });

  it('holds the amount that was agreed: no other can be written on it', async () => {
    const { id } = await hold();

    expect(await refusalOf(stripe.paymentIntents.update(id, { amount: 100 }))).toMatchObject({
      code: 'payment_intent_unexpected_state',
      param: 'amount',
    });
  });

  it('holds after 3-D Secure too', async () => {
    const intent = await hold({ payment_method: 'pm_card_threeDSecure2Required' });

    await pass(intent);

    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_capture');
  });
});

describe('manual confirmation', () => {
  const create = (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    stripe.paymentIntents.create({
      amount: 2300,
      currency: 'usd',
      confirmation_method: 'manual',
      ...more,
    });

  it('is not for browsers', async () => {
    const intent = await create();

    const response = await confirmInBrowser(sandbox.url, intent, {});

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        message: expect.stringContaining('because its `confirmation_method` is set to `manual`'),
      },
    });
    expect(intent.confirmation_method).toBe('manual');
  });

  it('waits for the server after the shopper has passed 3-D Secure', async () => {
    const payment_method = 'pm_card_threeDSecure2Required';
    const intent = await create({ confirm: true, payment_method, return_url });
    await pass(intent);

    const passed = await stripe.paymentIntents.retrieve(intent.id);
    const paid = await stripe.paymentIntents.confirm(intent.id, { return_url });

    expect(passed).toMatchObject({ status: 'requires_confirmation', next_action: null });
    expect(paid.status).toBe('succeeded');
  });

  it('asks again when the amount has changed meanwhile', async () => {
    const payment_method = 'pm_card_threeDSecure2Required';
    const intent = await create({ confirm: true, payment_method, return_url });
    await pass(intent);
    await stripe.paymentIntents.update(intent.id, { amount: 9900 });

    const asked = await stripe.paymentIntents.confirm(intent.id, { return_url });

    expect(asked.status).toBe('requires_action');
  });
});

/** What the challenge page sends when the shopper presses Complete. */
async function pass({ id, client_secret, next_action }: Stripe.PaymentIntent): Promise<void> {
  const challenge = new URL(next_action?.redirect_to_url?.url ?? '');
  const body = new URLSearchParams({
    key: PUBLISHABLE_KEY,
    client_secret: client_secret ?? '',
    source: challenge.searchParams.get('source') ?? '',
    outcome: 'passed',
  });
  const url = `${sandbox.url}/v1/payment_intents/${id}/authenticate`;
  const response = await fetch(url, { method: 'POST', body });
  if (!response.ok) throw new Error(await response.text());
}
