import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { eventually } from 'stripe-sandbox/testing';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { refusalOf } from '../support/sdk.js';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startSandbox({ laterSeconds: 0 });
  stripe = sandbox.stripe;
});

afterAll(() => sandbox.close());

async function pay(more: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<Stripe.Charge> {
  const intent = await stripe.paymentIntents.create({
    amount: 2300,
    currency: 'usd',
    confirm: true,
    description: 'A book',
    expand: ['latest_charge'],
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example/return',
    ...more,
  });
  if (!intent.latest_charge || typeof intent.latest_charge === 'string') throw new Error('none');
  return intent.latest_charge;
}

/** The charge once its money is in the balance. */
const booked = (id: string) =>
  eventually(async () => {
    const charge = await stripe.charges.retrieve(id, { expand: ['balance_transaction'] });
    expect(charge.balance_transaction).not.toBeNull();
    return charge;
  });

async function eventOf(type: string, id: string): Promise<Stripe.Event | undefined> {
  const { data } = await stripe.events.list({ type, limit: 100 });
  return data.find((event) => 'id' in event.data.object && event.data.object.id === id);
}

describe('the money of a payment', () => {
  it('is in the balance some time after the answer, and charge.updated tells', async () => {
    const paid = await pay();
    const succeeded = await eventOf('charge.succeeded', paid.id);

    const charge = await booked(paid.id);

    expect(paid.balance_transaction).toBeNull();
    expect(succeeded?.data).toMatchObject({ object: { balance_transaction: null } });
    expect(succeeded?.data).not.toHaveProperty('previous_attributes');
    const updated = await eventOf('charge.updated', paid.id);
    const { id } = charge.balance_transaction as Stripe.BalanceTransaction;
    expect(updated).toMatchObject({
      data: { object: { object: 'charge', balance_transaction: id } },
      request: { id: null, idempotency_key: null },
    });
    expect(updated?.data.previous_attributes).toEqual({ balance_transaction: null });
  });

  it('is counted with what Stripe takes of it', async () => {
    const { id } = await booked((await pay()).id);
    const [listed] = (await stripe.balanceTransactions.list({ source: id })).data;

    const transaction = await stripe.balanceTransactions.retrieve(listed?.id ?? '');

    expect(transaction).toEqual({
      id: expect.stringMatching(/^txn_\w{24}$/),
      object: 'balance_transaction',
      amount: 2300,
      available_on: expect.any(Number),
      balance_type: 'payments',
      created: expect.any(Number),
      currency: 'usd',
      description: 'A book',
      exchange_rate: null,
      fee: 97,
      fee_details: [
        {
          amount: 97,
          application: null,
          currency: 'usd',
          description: 'Stripe processing fees',
          type: 'stripe_fee',
        },
      ],
      net: 2203,
      reporting_category: 'charge',
      source: id,
      status: 'pending',
      type: 'charge',
    });
    expect(transaction.available_on).toBeGreaterThan(transaction.created);
  });

  it('can be spent at once with the card that bypasses the wait', async () => {
    const charge = await booked((await pay({ payment_method: 'pm_card_bypassPending' })).id);

    const { available_on, created } = charge.balance_transaction as Stripe.BalanceTransaction;
    expect(charge.balance_transaction).toMatchObject({ status: 'available' });
    expect(available_on).toBe(created);
  });

  it('is in the balance at once without asynchronous capture', async () => {
    const paid = await pay({ capture_method: 'automatic' });

    expect(paid.balance_transaction).toMatch(/^txn_/);
    await booked((await pay()).id);
    expect(await eventOf('charge.updated', paid.id)).toBeUndefined();
  });

  it('comes of a capture by hand, of what was captured', async () => {
    const held = await pay({ capture_method: 'manual' });
    const payment = typeof held.payment_intent === 'string' ? held.payment_intent : '';
    await stripe.paymentIntents.capture(payment, { amount_to_capture: 1000 });

    const charge = await booked(held.id);

    expect(charge.balance_transaction).toMatchObject({ amount: 1000, fee: 59, net: 941 });
    expect(await eventOf('charge.updated', held.id)).toBeDefined();
  });

  it('never comes of a declined card', async () => {
    const amount = 4321;
    await refusalOf(pay({ amount, payment_method: 'pm_card_chargeDeclined' }));
    await booked((await pay()).id);

    const { data } = await stripe.balanceTransactions.list({ limit: 100 });
    expect(data.filter((transaction) => transaction.amount === amount)).toEqual([]);
  });
});

describe('balance transactions', () => {
  it('are listed by what they are of', async () => {
    const { id } = await booked((await pay({ currency: 'eur' })).id);

    const idsOf = async (params: Stripe.BalanceTransactionListParams) =>
      (await stripe.balanceTransactions.list({ limit: 100, ...params })).data.map(
        ({ source }) => source,
      );
    expect(await idsOf({ source: id })).toEqual([id]);
    expect(await idsOf({ currency: 'eur' })).toEqual([id]);
    expect(await idsOf({ type: 'charge' })).toContain(id);
    expect(await idsOf({ type: 'payout' })).toEqual([]);
  });

  it('say when there is none', async () => {
    expect(await refusalOf(stripe.balanceTransactions.retrieve('txn_1'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such balance transaction: 'txn_1'",
      param: 'id',
    });
  });
});
