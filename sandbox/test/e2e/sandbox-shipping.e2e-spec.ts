import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { PUBLISHABLE_KEY, refusalOf, sdkFor } from '../support/sdk.js';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});

afterAll(() => sandbox.close());

const HOME = { name: 'Ada', address: { line1: '1 High Street' } };
const WORK = { name: 'Ada', address: { line1: '2 High Street' } };
const return_url = 'https://shop.example/return';

const create = (more: Partial<Stripe.PaymentIntentCreateParams> = {}, from = stripe) =>
  from.paymentIntents.create({ amount: 2300, currency: 'usd', ...more });

/** What a browser sends, by which it changes where to ship to. */
async function confirm(
  { id, client_secret }: Stripe.PaymentIntent,
  form: Record<string, string>,
): Promise<{ status: number; message?: string }> {
  const body = new URLSearchParams({
    key: PUBLISHABLE_KEY,
    client_secret: client_secret ?? '',
    payment_method: 'pm_card_visa',
    ...form,
  });
  const url = `${sandbox.url}/v1/payment_intents/${id}/confirm`;
  const response = await fetch(url, { method: 'POST', body });
  const { error } = (await response.json()) as { error?: { message: string } };
  return { status: response.status, ...(error && { message: error.message }) };
}

const toWork = { 'shipping[name]': 'Ada', 'shipping[address][line1]': '2 High Street' };

const shippingOf = async ({ id }: Stripe.PaymentIntent) =>
  (await stripe.paymentIntents.retrieve(id)).shipping;

describe('where to ship to', () => {
  it('is a browser’s to say while no server has said it', async () => {
    const intent = await create();

    expect(await confirm(intent, toWork)).toEqual({ status: 200 });

    expect(await shippingOf(intent)).toMatchObject(WORK);
  });

  it('is a browser’s to say again after a card was declined', async () => {
    const intent = await create();
    await confirm(intent, { ...toWork, payment_method: 'pm_card_chargeDeclined' });

    const again = { ...toWork, 'shipping[address][line1]': '3 High Street' };

    expect(await confirm(intent, again)).toEqual({ status: 200 });
    expect(await shippingOf(intent)).toMatchObject({ address: { line1: '3 High Street' } });
  });

  it('is not, not even to say the same again, once a server has said it', async () => {
    const intent = await create();
    await stripe.paymentIntents.update(intent.id, { shipping: WORK });

    const { status, message } = await confirm(intent, toWork);

    expect(status).toBe(400);
    expect(message).toContain('was last set with a secret key');
    expect(await confirm(intent, {})).toEqual({ status: 200 });
    expect(await shippingOf(intent)).toMatchObject(WORK);
  });

  it('is not when it was said with a restricted key', async () => {
    const { port } = new URL(sandbox.url);
    const intent = await create({ shipping: HOME }, sdkFor(Number(port), 'rk_test_foliosandbox'));

    expect((await confirm(intent, toWork)).message).toBe(
      'The shipping information on this PaymentIntent was last set with a restricted key and therefore cannot be changed with a publishable key. Please use your secret key instead.',
    );
  });

  it('is not when a server confirmed with it, and the card was declined', async () => {
    const intent = await create();
    const declined = { payment_method: 'pm_card_chargeDeclined', return_url, shipping: HOME };
    await refusalOf(stripe.paymentIntents.confirm(intent.id, declined));

    expect((await confirm(intent, toWork)).status).toBe(400);
  });

  it('is again once the server has taken it back', async () => {
    const intent = await create({ shipping: HOME });
    await stripe.paymentIntents.update(intent.id, { shipping: '' });

    expect(await confirm(intent, toWork)).toEqual({ status: 200 });
    expect(await shippingOf(intent)).toMatchObject(WORK);
  });

  it('stays what it was when something else is changed', async () => {
    const intent = await create({ shipping: HOME });
    await stripe.paymentIntents.update(intent.id, { description: 'A book' });

    expect((await confirm(intent, toWork)).status).toBe(400);
    expect(await shippingOf(intent)).toMatchObject(HOME);
  });
});
