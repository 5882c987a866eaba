import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { PUBLISHABLE_KEY, refusalOf } from '../support/sdk.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});

afterAll(() => sandbox.close());

const card = (token = 'tok_visa') =>
  stripe.paymentMethods.create({ type: 'card', card: { token } });

const aCustomer = () => stripe.customers.create({ email: 'ada@example.com' });

async function aSavedCard(token = 'tok_visa') {
  const customer = (await aCustomer()).id;
  const { id } = await card(token);
  await stripe.paymentMethods.attach(id, { customer });
  return { customer, payment_method: id };
}

const pay = (more: Partial<Stripe.PaymentIntentCreateParams>) =>
  stripe.paymentIntents.create({
    amount: 2300,
    currency: 'usd',
    confirm: true,
    return_url: 'https://shop.example/return',
    ...more,
  });

async function eventsOf(id: string): Promise<Stripe.Event[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data.filter(({ data: { object } }) => 'id' in object && object.id === id).reverse();
}

const idsOf = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);

const SPENT =
  'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.';

describe('creating a payment method', () => {
  it('takes the token of a test card', async () => {
    const method = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_mastercard' },
      allow_redisplay: 'always',
      billing_details: { name: 'Ada', address: { postal_code: 'LS1' } },
      metadata: { shelf: '3' },
    });

    expect(method).toMatchObject({
      object: 'payment_method',
      allow_redisplay: 'always',
      billing_details: { name: 'Ada', address: { postal_code: 'LS1', city: null }, email: null },
      card: { brand: 'mastercard', last4: '4444', funding: 'credit' },
      customer: null,
      metadata: { shelf: '3' },
      type: 'card',
    });
    expect(await stripe.paymentMethods.retrieve(method.id)).toEqual(method);
    expect(await eventsOf(method.id)).toEqual([]);
  });

  it.each([
    ['tok_unheardOf', "No such token: 'tok_unheardOf'"],
    ['pm_card_visa', "No such token: 'pm_card_visa'"],
  ])('refuses %s', async (token, message) => {
    expect(await refusalOf(card(token))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      message,
      param: 'card[token]',
    });
  });

  it.each([
    ['ideal', 'does not imitate payments by ideal'],
    ['banana', 'Invalid type: must be one of card, '],
  ])('knows %s for what it is', async (type, message) => {
    const body = new URLSearchParams({ type });
    const headers = { Authorization: 'Bearer sk_test_foliosandbox' };

    const response = await fetch(`${sandbox.url}/v1/payment_methods`, {
      method: 'POST',
      headers,
      body,
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining(message), param: 'type' },
    });
  });

  it('takes no numbers from a server, and those of test cards from a browser', async () => {
    const send = (number: string, key: string) =>
      fetch(`${sandbox.url}/v1/payment_methods`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}` },
        body: new URLSearchParams({
          type: 'card',
          'card[number]': number,
          'card[exp_month]': '12',
          'card[exp_year]': '2034',
          'card[cvc]': '123',
        }),
      });

    const fromServer = await send('4242424242424242', 'sk_test_foliosandbox');
    const fromBrowser = await send('4242424242424242', PUBLISHABLE_KEY);
    const realCard = await send('4111111111111111', PUBLISHABLE_KEY);

    expect(fromServer.status).toBe(402);
    expect(await fromBrowser.json()).toMatchObject({ object: 'payment_method' });
    expect(realCard.status).toBe(402);
  });

  it('gives it to nobody yet', async () => {
    const { id: customer } = await aCustomer();

    const creating = stripe.paymentMethods.create({
      customer,
      type: 'card',
      card: { token: 'tok_visa' },
    });

    expect((await refusalOf(creating)).message).toContain(
      'You cannot attach a PaymentMethod to a Customer during PaymentMethod creation.',
    );
  });
});

describe('attaching', () => {
  it('gives a card to a customer, who may then use it again and again', async () => {
    const { id: customer } = await aCustomer();
    const { id } = await card();

    const attached = await stripe.paymentMethods.attach(id, { customer, expand: ['customer'] });
    const payments = [
      await pay({ customer, payment_method: id }),
      await pay({ customer, payment_method: id }),
    ];

    expect(attached).toMatchObject({ id, customer: { id: customer } });
    expect(payments.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    expect(await eventsOf(id)).toMatchObject([
      { type: 'payment_method.attached', data: { object: { customer } } },
    ]);
  });

  it('makes a new card of a token', async () => {
    const { id: customer } = await aCustomer();

    const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer });

    expect(id).toMatch(/^pm_\w{24}$/);
    expect(idsOf(await stripe.customers.listPaymentMethods(customer))).toEqual([id]);
  });

  it('is done once, and to one customer', async () => {
    const { customer, payment_method } = await aSavedCard();

    const again = await stripe.paymentMethods.attach(payment_method, { customer });
    const elsewhere = stripe.paymentMethods.attach(payment_method, {
      customer: (await aCustomer()).id,
    });

    expect(again.customer).toBe(customer);
    expect(await refusalOf(elsewhere)).toMatchObject({
      statusCode: 400,
      message: 'The payment method you provided has already been attached to a customer.',
    });
    expect(await eventsOf(payment_method)).toHaveLength(1);
  });

  it('needs a customer', async () => {
    const { id } = await card();

    expect(await refusalOf(stripe.paymentMethods.attach(id, {}))).toMatchObject({
      statusCode: 400,
      code: 'parameter_missing',
      message: 'Must provide customer or customer_account.',
    });
    expect(await refusalOf(stripe.paymentMethods.attach(id, { customer: 'cus_x' }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'customer',
    });
  });

  it('is refused by the bank of a card that declines', async () => {
    const { id: customer } = await aCustomer();
    const { id } = await card('tok_chargeDeclinedInsufficientFunds');

    expect(await refusalOf(stripe.paymentMethods.attach(id, { customer }))).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'insufficient_funds',
    });
    expect((await stripe.paymentMethods.retrieve(id)).customer).toBeNull();
  });

  it('works with the card that fails only when it is charged', async () => {
    const saved = await aSavedCard('tok_chargeCustomerFail');

    expect(await refusalOf(pay(saved))).toMatchObject({
      code: 'card_declined',
      decline_code: 'generic_decline',
    });
  });
});

describe('a payment method that is nobody’s', () => {
  it('is used once', async () => {
    const { id: payment_method } = await card();
    await pay({ payment_method });
    const { id } = await stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    const return_url = 'https://shop.example/return';
    const { paymentIntents } = stripe;

    const refusals = [
      await refusalOf(pay({ payment_method })),
      await refusalOf(paymentIntents.update(id, { payment_method })),
      await refusalOf(paymentIntents.confirm(id, { payment_method, return_url })),
    ];

    for (const error of refusals) expect(error).toMatchObject({ statusCode: 400, message: SPENT });
    expect((await stripe.charges.list({ payment_intent: id })).data).toEqual([]);
    const { id: customer } = await aCustomer();
    expect(
      (await refusalOf(stripe.paymentMethods.attach(payment_method, { customer }))).message,
    ).toBe(
      'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.',
    );
  });

  it('is not used up by a payment that failed', async () => {
    const { id: payment_method } = await card('tok_chargeDeclined');

    await refusalOf(pay({ payment_method }));

    expect(await refusalOf(pay({ payment_method }))).toMatchObject({ code: 'card_declined' });
  });

  it('cannot be changed', async () => {
    const { id } = await card();

    expect(
      await refusalOf(stripe.paymentMethods.update(id, { metadata: { a: 'b' } })),
    ).toMatchObject({
      statusCode: 400,
      message: 'You must save this PaymentMethod to a customer before you can update it.',
    });
  });
});

describe('a customer’s payment method', () => {
  it('is not for others', async () => {
    const { customer, payment_method } = await aSavedCard();
    const { id: other } = await aCustomer();
    const { id } = await stripe.paymentIntents.create({
      amount: 2300,
      currency: 'usd',
      customer: other,
    });

    const forNobody = await refusalOf(pay({ payment_method }));
    const forOther = await refusalOf(
      stripe.paymentIntents.confirm(id, {
        payment_method,
        return_url: 'https://shop.example/return',
      }),
    );

    expect(forNobody).toMatchObject({
      statusCode: 400,
      message: `The \`payment_method\` parameter supplied ${payment_method} belongs to the Customer ${customer}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
    });
    expect(forOther).toMatchObject({
      statusCode: 400,
      message: `The PaymentMethod ${payment_method} does not belong to the Customer you supplied ${other}. Please use this PaymentMethod with the Customer that it belongs to instead.`,
      param: 'payment_method',
      payment_intent: { id, payment_method: null },
    });
  });

  it('is changed line by line', async () => {
    const { payment_method } = await aSavedCard();

    const method = await stripe.paymentMethods.update(payment_method, {
      billing_details: { name: 'Ada', address: { city: 'Leeds' } },
      card: { exp_month: 3, exp_year: 2040 },
      metadata: { shelf: '3' },
    });

    expect(method).toMatchObject({
      billing_details: { name: 'Ada', email: null, address: { city: 'Leeds', line1: null } },
      card: { exp_month: 3, exp_year: 2040, last4: '4242' },
      metadata: { shelf: '3' },
    });
    expect((await eventsOf(payment_method)).at(-1)).toMatchObject({
      type: 'payment_method.updated',
      data: { previous_attributes: { card: { exp_month: 12 } } },
    });
  });

  it('is gone for good once it is detached', async () => {
    const { customer, payment_method } = await aSavedCard();

    const detached = await stripe.paymentMethods.detach(payment_method);

    expect(detached.customer).toBeNull();
    expect((await eventsOf(payment_method)).at(-1)).toMatchObject({
      type: 'payment_method.detached',
      data: { object: { customer: null }, previous_attributes: { customer } },
    });
    expect((await refusalOf(pay({ customer, payment_method }))).message).toBe(SPENT);
    expect((await refusalOf(stripe.paymentMethods.detach(payment_method))).message).toBe(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    );
  });

  it('is gone with its customer', async () => {
    const { customer, payment_method } = await aSavedCard();

    await stripe.customers.del(customer);

    expect((await stripe.paymentMethods.retrieve(payment_method)).customer).toBeNull();
    expect((await refusalOf(pay({ payment_method }))).message).toBe(SPENT);
  });

  it('is missed with the customer’s name', async () => {
    const { customer } = await aSavedCard();
    const { id } = await stripe.paymentIntents.create({ amount: 2300, currency: 'usd', customer });

    const confirming = stripe.paymentIntents.confirm(id, {
      return_url: 'https://shop.example/return',
    });

    expect((await refusalOf(confirming)).message).toBe(
      `You cannot confirm this PaymentIntent because it's missing a payment method. To confirm the PaymentIntent with ${customer}, specify a payment method attached to this customer along with the customer ID.`,
    );
  });
});

describe('the list of payment methods', () => {
  it('is that of a customer', async () => {
    const { id: customer } = await aCustomer();
    await aSavedCard();
    const first = await stripe.paymentMethods.attach('pm_card_visa', { customer });
    const second = await stripe.paymentMethods.attach('pm_card_mastercard', { customer });

    const both = await stripe.paymentMethods.list({ customer });
    const theirs = await stripe.customers.listPaymentMethods(customer, { limit: 1 });

    expect(idsOf(both)).toEqual([second.id, first.id]);
    expect(both).toMatchObject({ object: 'list', url: '/v1/payment_methods', has_more: false });
    expect([idsOf(theirs), theirs.has_more]).toEqual([[second.id], true]);
    expect(idsOf(await stripe.paymentMethods.list({ customer, type: 'card' }))).toHaveLength(2);
    expect(idsOf(await stripe.paymentMethods.list({ customer, type: 'ideal' }))).toEqual([]);
    expect(idsOf(await stripe.paymentMethods.list())).toEqual([]);
  });

  it('of an unknown customer is none', async () => {
    expect(await refusalOf(stripe.customers.listPaymentMethods('cus_x'))).toMatchObject({
      statusCode: 404,
      param: 'id',
    });
  });
});
