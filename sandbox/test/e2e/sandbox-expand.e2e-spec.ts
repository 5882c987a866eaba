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

const order = { amount: 2300, currency: 'usd' };
const paying = { payment_method: 'pm_card_visa', return_url: 'https://shop.example/return' };

const pay = (more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ ...order, ...paying, confirm: true, ...more });

const A_CHARGE = { object: 'charge', payment_intent: expect.stringMatching(/^pi_/) };
const A_CARD = { object: 'payment_method', card: { last4: '4242' } };

describe('expand', () => {
  it('shows whole what else is an id, in the answer of every step', async () => {
    const expand = ['payment_method'];
    const open = () => stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_visa' });
    const { paymentIntents } = stripe;

    const answers = [
      await paymentIntents.create({ ...order, payment_method: 'pm_card_visa', expand }),
      await pay({ expand }),
      await paymentIntents.retrieve((await open()).id, { expand }),
      await paymentIntents.update((await open()).id, { description: 'A book', expand }),
      await paymentIntents.confirm((await open()).id, { ...paying, expand }),
      await paymentIntents.cancel((await open()).id, { expand }),
    ];

    for (const { payment_method } of answers) expect(payment_method).toMatchObject(A_CARD);
  });

  it('goes from one object into the next, and takes several paths', async () => {
    const { id } = await pay({
      expand: ['latest_charge', 'latest_charge.payment_intent.payment_method', 'payment_method'],
    });

    const intent = await stripe.paymentIntents.retrieve(id, {
      expand: ['latest_charge', 'latest_charge.payment_intent.payment_method', 'payment_method'],
    });

    expect(intent).toMatchObject({
      payment_method: A_CARD,
      latest_charge: { object: 'charge', payment_intent: { id, payment_method: A_CARD } },
    });
  });

  it('works within lists', async () => {
    const { id } = await pay();

    const intents = await stripe.paymentIntents.list({ limit: 1, expand: ['data.latest_charge'] });
    const charges = await stripe.charges.list({
      payment_intent: id,
      expand: ['data.payment_intent.payment_method'],
    });

    expect(intents.data).toMatchObject([{ id, latest_charge: A_CHARGE }]);
    expect(charges.data).toMatchObject([{ payment_intent: { id, payment_method: A_CARD } }]);
  });

  it('leaves alone what is not there', async () => {
    const expand = ['latest_charge.payment_intent'];

    expect(await stripe.paymentIntents.create({ ...order, expand })).toMatchObject({
      latest_charge: null,
    });
  });

  it('goes four levels deep', async () => {
    const { id } = await pay();
    const four = 'latest_charge.payment_intent.latest_charge.payment_intent';

    const intent = await stripe.paymentIntents.retrieve(id, { expand: [four] });
    const error = await refusalOf(
      stripe.paymentIntents.retrieve(id, { expand: [`${four}.payment_method`] }),
    );

    expect(intent).toMatchObject({
      latest_charge: { payment_intent: { latest_charge: { payment_intent: { id } } } },
    });
    expect(error).toMatchObject({
      statusCode: 400,
      code: 'property_expansion_max_depth',
      message: `You cannot expand more than 4 levels of a property. Property: ${four}.payment_method`,
    });
  });

  it.each([
    ['foo', 'foo'],
    ['status', 'status'],
    ['latest_charge.foo', 'latest_charge.foo'],
    ['latest_charge.foo.customer', 'latest_charge.foo'],
    ['latest_charge.refunds.charge', 'latest_charge.refunds.charge'],
    ['customer.default_source.customer', 'customer.default_source.customer'],
    ['payment_method.card', 'payment_method.card'],
    ['data.latest_charge', 'data'],
    ['constructor', 'constructor'],
    ['constructor.name', 'constructor'],
    ['__proto__.foo', '__proto__'],
  ])('refuses %s, and names %s', async (path, named) => {
    const error = await refusalOf(
      stripe.paymentIntents.create({ ...order, expand: ['payment_method', path] }),
    );

    expect(error).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' });
    expect(error.raw).toMatchObject({ message: `This property cannot be expanded (${named}).` });
    expect([error.param, error.code]).toEqual([undefined, undefined]);
  });

  it.each([
    ['latest_charge', " You may want to try expanding 'data.latest_charge' instead."],
    ['foo', " You may want to try expanding 'data.foo' instead."],
    ['data.foo', ''],
    ['data.latest_charge.foo', ''],
  ])('refuses %s of a list', async (path, advice) => {
    const error = await refusalOf(stripe.paymentIntents.list({ expand: [path] }));

    expect(error.raw).toMatchObject({
      message: `This property cannot be expanded (${path}).${advice}`,
    });
  });

  it('is looked at before any money moves', async () => {
    const { id } = await stripe.paymentIntents.create(order);
    const payment_method = 'pm_card_chargeDeclined';

    const error = await refusalOf(
      stripe.paymentIntents.confirm(id, { ...paying, payment_method, expand: ['foo'] }),
    );

    expect(error.statusCode).toBe(400);
    expect((await stripe.charges.list({ payment_intent: id })).data).toEqual([]);
  });

  it('shows a browser its payment method, and not what the shop knows', async () => {
    const { id, client_secret } = await pay();
    const ask = (expand: string) => {
      const query = new URLSearchParams({
        key: PUBLISHABLE_KEY,
        client_secret: client_secret ?? '',
        'expand[]': expand,
      });
      return fetch(`${sandbox.url}/v1/payment_intents/${id}?${query.toString()}`);
    };

    const [shown, refused] = [await ask('payment_method'), await ask('latest_charge')];

    expect(await shown.json()).toMatchObject({ payment_method: A_CARD });
    expect(refused.status).toBe(400);
  });
});
