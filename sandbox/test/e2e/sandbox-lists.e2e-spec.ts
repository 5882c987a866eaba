import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { refusalOf } from '../support/sdk.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

let sandbox: RunningSandbox;
let stripe: Stripe;
let ids: string[];

beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
  ids = [];
  for (const amount of [100, 200, 300, 400, 500]) {
    ids.unshift((await stripe.paymentIntents.create({ amount, currency: 'usd' })).id);
  }
});

afterAll(() => sandbox.close());

const idsOf = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);

describe('a list', () => {
  it('has the newest first and says whether there are more', async () => {
    const all = await stripe.paymentIntents.list();
    const two = await stripe.paymentIntents.list({ limit: 2 });

    expect(all).toMatchObject({ object: 'list', url: '/v1/payment_intents', has_more: false });
    expect(idsOf(all)).toEqual(ids);
    expect([idsOf(two), two.has_more]).toEqual([ids.slice(0, 2), true]);
  });

  it('goes on after an id, and back before one', async () => {
    const [, second = '', , fourth = ''] = ids;

    const after = await stripe.paymentIntents.list({ limit: 2, starting_after: second });
    const before = await stripe.paymentIntents.list({ limit: 2, ending_before: fourth });

    expect([idsOf(after), after.has_more]).toEqual([ids.slice(2, 4), true]);
    expect([idsOf(before), before.has_more]).toEqual([ids.slice(1, 3), true]);
  });

  it('is walked to its end by the SDK', async () => {
    const walked: string[] = [];
    for await (const { id } of stripe.paymentIntents.list({ limit: 2 })) walked.push(id);

    expect(walked).toEqual(ids);
  });

  it('is narrowed to a time', async () => {
    const { created } = await stripe.paymentIntents.retrieve(ids[0] ?? '');

    expect(idsOf(await stripe.paymentIntents.list({ created: { gt: created } }))).toEqual([]);
    expect(idsOf(await stripe.paymentIntents.list({ created: { lte: created } }))).toEqual(ids);
  });

  it.each([0, 101])('refuses %i at a time', async (limit) => {
    expect(await refusalOf(stripe.paymentIntents.list({ limit }))).toMatchObject({
      code: 'parameter_invalid_integer',
      param: 'limit',
    });
  });

  it('refuses a place it does not know', async () => {
    const list = stripe.paymentIntents.list({ starting_after: 'pi_nowhere' });

    expect(await refusalOf(list)).toMatchObject({
      code: 'resource_missing',
      message: "No such payment_intent: 'pi_nowhere'",
      param: 'starting_after',
    });
  });
});

describe('the list of events', () => {
  it('is narrowed to a type, to several, and to a family', async () => {
    const [newest = ''] = ids;
    await stripe.paymentIntents.confirm(newest, {
      payment_method: 'pm_card_visa',
      return_url: 'https://shop.example/return',
    });
    const typesOf = async (params: Stripe.EventListParams) =>
      (await stripe.events.list(params)).data.map(({ type }) => type);

    expect(await typesOf({ type: 'payment_intent.succeeded' })).toEqual([
      'payment_intent.succeeded',
    ]);
    expect(await typesOf({ type: 'charge.*' })).toEqual(['charge.succeeded']);
    expect(await typesOf({ types: ['charge.succeeded', 'payment_intent.succeeded'] })).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
    ]);
  });

  it('holds events that can be fetched one by one, with their cause', async () => {
    const [id = ''] = ids;
    const { lastResponse } = await stripe.paymentIntents.cancel(
      (await stripe.paymentIntents.create({ amount: 100, currency: 'usd' })).id,
      {},
      { idempotencyKey: 'cancel-1' },
    );
    const [listed] = (await stripe.events.list({ limit: 1 })).data;

    const event = await stripe.events.retrieve(listed?.id ?? '');

    expect(event).toMatchObject({
      object: 'event',
      api_version: '2026-08-26.dahlia',
      data: { object: { object: 'payment_intent', status: 'canceled' } },
      livemode: false,
      pending_webhooks: 0,
      request: { id: lastResponse.requestId, idempotency_key: 'cancel-1' },
      type: 'payment_intent.canceled',
    });
    expect(JSON.stringify(event)).not.toContain(id);
  });
});

describe('the account', () => {
  it('is the same for every key, and another one in another file', async () => {
    const other = await startSandbox();

    const [mine, theirs] = [
      await stripe.accounts.retrieveCurrent(),
      await other.stripe.accounts.retrieveCurrent(),
    ];
    await other.close();

    expect(mine).toMatchObject({ object: 'account', id: sandbox.account, charges_enabled: true });
    expect(mine.id).toMatch(/^acct_\w{16}$/);
    expect(theirs.id).not.toBe(mine.id);
  });
});
