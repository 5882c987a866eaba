import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { refusalOf } from '../support/sdk.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});

afterAll(() => sandbox.close());

const create = (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ amount: 2300, currency: 'usd', ...more });

const return_url = 'https://shop.example/return';

async function eventTypes(object: string): Promise<string[]> {
  const events = await stripe.events.list({ limit: 100 });
  const theirs = events.data.filter((event) => JSON.stringify(event.data.object).includes(object));
  return theirs.map(({ type }) => type).reverse();
}

describe('creating a PaymentIntent', () => {
  it('gives one that waits for a payment method', async () => {
    const intent = await create({ description: 'A book', metadata: { order: '1' } });

    expect(intent).toMatchObject({
      object: 'payment_intent',
      amount: 2300,
      amount_received: 0,
      automatic_payment_methods: { enabled: true, allow_redirects: 'always' },
      capture_method: 'automatic_async',
      currency: 'usd',
      description: 'A book',
      latest_charge: null,
      livemode: false,
      metadata: { order: '1' },
      payment_method: null,
      payment_method_types: ['card'],
      status: 'requires_payment_method',
    });
    expect(intent.id).toMatch(/^pi_\w{24}$/);
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_\\w{25}$`));
    expect(await eventTypes(intent.id)).toEqual(['payment_intent.created']);
  });

  it('waits for confirmation when the payment method is given', async () => {
    const intent = await create({ payment_method: 'pm_card_visa' });

    expect(intent.status).toBe('requires_confirmation');
    expect(intent.payment_method).toMatch(/^pm_/);
  });

  it('pays at once when asked to', async () => {
    const intent = await create({ payment_method: 'pm_card_visa', confirm: true, return_url });

    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 2300 });
    expect(await eventTypes(intent.id)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
  });

  it('leaves an intent behind when the card is declined', async () => {
    const error = await refusalOf(
      create({ payment_method: 'pm_card_chargeDeclined', confirm: true, return_url }),
    );

    const intent = await stripe.paymentIntents.retrieve(error.payment_intent?.id ?? '');
    expect(intent.status).toBe('requires_payment_method');
  });

  it('leaves out of the types that are allowed what it has not', async () => {
    const intent = await create({ allowed_payment_method_types: ['link', 'card'] });

    expect(intent).toMatchObject({
      allowed_payment_method_types: ['link', 'card'],
      automatic_payment_methods: null,
      payment_method_types: ['card'],
    });
    expect(
      (await refusalOf(create({ allowed_payment_method_types: ['ideal'] }))).message,
    ).toContain('does not imitate payments without a card');
  });

  it('cuts what banks print at 22 characters', async () => {
    const intent = await create({
      confirm: true,
      payment_method: 'pm_card_visa',
      return_url,
      statement_descriptor_suffix: 'TWO BOOKS OF THE SHOP',
      expand: ['latest_charge'],
    });

    expect(intent.latest_charge).toMatchObject({
      calculated_statement_descriptor: 'Stripe* TWO BOOKS OF T',
      statement_descriptor_suffix: 'TWO BOOKS OF THE SHOP',
    });
  });

  it.each([true, 'one_off'] as const)('is not off-session, %s', async (off_session) => {
    const refused = create({ confirm: true, payment_method: 'pm_card_visa', off_session });

    expect(await refusalOf(refused)).toMatchObject({
      message: expect.stringContaining('does not imitate off-session payments'),
      param: 'off_session',
    });
  });

  it('takes the currency in any case', async () => {
    expect(await create({ currency: 'USD' })).toMatchObject({ currency: 'usd' });
  });
});

describe('confirming a PaymentIntent', () => {
  it('takes the money with a good card', async () => {
    const { id } = await create({ metadata: { order: '7' }, receipt_email: 'a@example.com' });

    const intent = await stripe.paymentIntents.confirm(id, {
      payment_method: 'pm_card_visa',
      return_url,
      expand: ['latest_charge', 'payment_method'],
    });

    expect(intent).toMatchObject({
      id,
      status: 'succeeded',
      amount_received: 2300,
      last_payment_error: null,
      latest_charge: {
        object: 'charge',
        amount: 2300,
        amount_captured: 2300,
        balance_transaction: null,
        captured: true,
        metadata: { order: '7' },
        outcome: { type: 'authorized', network_status: 'approved_by_network' },
        paid: true,
        payment_intent: id,
        payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } },
        receipt_email: 'a@example.com',
        status: 'succeeded',
      },
      payment_method: { object: 'payment_method', card: { brand: 'visa', last4: '4242' } },
    });
  });

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline', undefined, 'try_again_later'],
    [
      'pm_card_visa_chargeDeclinedInsufficientFunds',
      'card_declined',
      'insufficient_funds',
      undefined,
      'try_again_later',
    ],
    [
      'pm_card_chargeDeclinedExpiredCard',
      'expired_card',
      'expired_card',
      'exp_month',
      'confirm_card_data',
    ],
    [
      'pm_card_chargeDeclinedIncorrectCvc',
      'incorrect_cvc',
      'incorrect_cvc',
      'cvc',
      'confirm_card_data',
    ],
    ['pm_card_radarBlock', 'card_declined', 'fraudulent', undefined, undefined],
  ])('declines %s as %s / %s', async (card, code, decline_code, param, advice_code) => {
    const { id } = await create();

    const error = await refusalOf(
      stripe.paymentIntents.confirm(id, { payment_method: card, return_url }),
    );

    expect(error).toMatchObject({ type: 'StripeCardError', statusCode: 402, code, decline_code });
    expect(error.raw).toMatchObject({
      charge: expect.stringMatching(/^ch_/),
      doc_url: `https://stripe.com/docs/error-codes/${code.replace('_', '-')}`,
      payment_intent: {
        id,
        status: 'requires_payment_method',
        payment_method: null,
        last_payment_error: { code, decline_code, payment_method: { object: 'payment_method' } },
      },
      payment_method: { object: 'payment_method' },
    });
    expect(error.param).toBe(param);
    expect(error.raw).toMatchObject(advice_code === undefined ? {} : { advice_code });
    expect(await eventTypes(id)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ]);
  });

  it('tells in the charge who said no: the bank, or Stripe before it', async () => {
    const outcomeWith = async (payment_method: string) => {
      const { id } = await create();
      await refusalOf(stripe.paymentIntents.confirm(id, { payment_method, return_url }));
      return (await stripe.charges.list({ payment_intent: id })).data[0]?.outcome;
    };

    expect(await outcomeWith('pm_card_chargeDeclined')).toMatchObject({
      network_status: 'declined_by_network',
      reason: 'generic_decline',
      type: 'issuer_declined',
    });
    expect(await outcomeWith('pm_card_radarBlock')).toMatchObject({
      network_status: 'not_sent_to_network',
      type: 'blocked',
    });
  });

  it('pays with another card after a decline', async () => {
    const { id } = await create();
    const declined = { payment_method: 'pm_card_chargeDeclined', return_url };
    await refusalOf(stripe.paymentIntents.confirm(id, declined));

    const intent = await stripe.paymentIntents.confirm(id, {
      payment_method: 'pm_card_visa',
      return_url,
    });

    expect(intent).toMatchObject({ status: 'succeeded', last_payment_error: null });
    const { data } = await stripe.charges.list({ payment_intent: id });
    expect(data.map(({ status, failure_code }) => [status, failure_code])).toEqual([
      ['succeeded', null],
      ['failed', 'card_declined'],
    ]);
  });

  it('makes a new payment method of a token each time', async () => {
    const [first, second] = [await create(), await create()];
    const confirmed = { payment_method: 'pm_card_visa', return_url };

    const { payment_method: one } = await stripe.paymentIntents.confirm(first.id, confirmed);
    const { payment_method: two } = await stripe.paymentIntents.confirm(second.id, confirmed);

    expect(one).not.toBe(two);
    const kept = await stripe.paymentMethods.retrieve(typeof one === 'string' ? one : '');
    expect(kept).toMatchObject({ type: 'card', customer: null, card: { last4: '4242' } });
  });

  it('wants a return_url where a method might redirect, and none where it may not', async () => {
    const { id } = await create();
    const never = await create({
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    const payment_method = 'pm_card_visa';

    const error = await refusalOf(stripe.paymentIntents.confirm(id, { payment_method }));
    const paid = await stripe.paymentIntents.confirm(never.id, { payment_method });

    expect(error.statusCode).toBe(400);
    expect(error.message).toContain('you must provide a `return_url`');
    expect(paid.status).toBe('succeeded');
  });

  it('keeps the address and e-mail that come with the confirmation', async () => {
    const { id } = await create();

    const intent = await stripe.paymentIntents.confirm(id, {
      payment_method: 'pm_card_visa',
      return_url,
      receipt_email: 'late@example.com',
      shipping: { name: 'Ada', address: { line1: '1 High Street', country: 'GB' } },
    });

    expect(intent).toMatchObject({
      receipt_email: 'late@example.com',
      shipping: { name: 'Ada', address: { line1: '1 High Street', country: 'GB', city: null } },
    });
  });
});

describe('updating a PaymentIntent', () => {
  it('changes what is sent, merges metadata, and announces nothing', async () => {
    const { id } = await create({ description: 'A book', metadata: { order: '1', note: 'gift' } });

    const intent = await stripe.paymentIntents.update(id, {
      amount: 4600,
      metadata: { note: '', colour: 'red' },
      receipt_email: 'b@example.com',
    });

    expect(intent).toMatchObject({
      amount: 4600,
      description: 'A book',
      metadata: { order: '1', colour: 'red' },
      receipt_email: 'b@example.com',
    });
    expect(intent.metadata).not.toHaveProperty('note');
    expect(await eventTypes(id)).toEqual(['payment_intent.created']);
  });

  it('still takes notes on a paid one, and no other amount', async () => {
    const { id } = await create({ payment_method: 'pm_card_visa', confirm: true, return_url });

    const noted = await stripe.paymentIntents.update(id, { metadata: { shipped: 'yes' } });
    const error = await refusalOf(stripe.paymentIntents.update(id, { amount: 100 }));

    expect(noted.metadata).toEqual({ shipped: 'yes' });
    expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' });
    expect((await stripe.paymentIntents.retrieve(id)).amount).toBe(2300);
  });
});

describe('cancelling a PaymentIntent', () => {
  it('says when and why', async () => {
    const { id } = await create();

    const intent = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' });

    expect(intent).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
    expect(intent.canceled_at).toBeGreaterThan(1_700_000_000);
    expect(await eventTypes(id)).toEqual(['payment_intent.created', 'payment_intent.canceled']);
  });

  it.each([
    ['succeeded', 'pm_card_visa'],
    ['canceled', null],
  ])('is refused once it is %s', async (status, card) => {
    const { id } = await create();
    if (card) await stripe.paymentIntents.confirm(id, { payment_method: card, return_url });
    else await stripe.paymentIntents.cancel(id);

    expect(await refusalOf(stripe.paymentIntents.cancel(id))).toMatchObject({
      statusCode: 400,
      code: 'payment_intent_unexpected_state',
      message: `You cannot cancel this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
      payment_intent: { id, status },
    });
  });
});
