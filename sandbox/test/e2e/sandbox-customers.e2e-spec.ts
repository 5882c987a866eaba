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

const ada: Stripe.CustomerCreateParams = {
  email: 'ada@example.com',
  name: 'Ada',
  phone: '+44 20 7946 0000',
  address: { line1: '1 High Street', city: 'London', country: 'GB' },
  shipping: { name: 'Ada', address: { line1: '2 High Street' } },
  metadata: { reader: 'yes' },
};

async function eventsOf({ id }: { id: string }): Promise<Stripe.Event[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data.filter(({ data: { object } }) => 'id' in object && object.id === id).reverse();
}

const idsOf = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);

describe('a customer', () => {
  it('is what was written', async () => {
    const customer = await stripe.customers.create(ada);

    expect(customer).toMatchObject({
      object: 'customer',
      address: { line1: '1 High Street', line2: null, city: 'London', country: 'GB' },
      balance: 0,
      default_source: null,
      description: null,
      email: 'ada@example.com',
      livemode: false,
      metadata: { reader: 'yes' },
      name: 'Ada',
      phone: '+44 20 7946 0000',
      preferred_locales: [],
      shipping: { name: 'Ada', address: { line1: '2 High Street', city: null } },
    });
    expect(customer.id).toMatch(/^cus_\w{14}$/);
    expect(await stripe.customers.retrieve(customer.id)).toEqual(customer);
    expect(await eventsOf(customer)).toMatchObject([
      { type: 'customer.created', data: { object: { email: 'ada@example.com' } } },
    ]);
  });

  it('is changed line by line', async () => {
    const { id } = await stripe.customers.create(ada);

    const customer = await stripe.customers.update(id, {
      address: { city: 'Leeds' },
      metadata: { reader: '', since: '1843' },
      name: '',
      shipping: { name: 'Ada', address: { city: 'York' } },
    });

    expect(customer).toMatchObject({
      address: { line1: '1 High Street', city: 'Leeds', country: 'GB' },
      email: 'ada@example.com',
      metadata: { since: '1843' },
      name: null,
      shipping: { name: 'Ada', address: { line1: '2 High Street', city: 'York' } },
    });
    expect(customer.metadata).not.toHaveProperty('reader');
    expect(await eventsOf(customer)).toMatchObject([
      { type: 'customer.created' },
      {
        type: 'customer.updated',
        data: {
          object: { address: { city: 'Leeds' } },
          previous_attributes: { address: { city: 'London' }, name: 'Ada' },
        },
      },
    ]);
  });

  it('is forgotten once deleted, but for the id', async () => {
    const { id } = await stripe.customers.create(ada);

    const gone = { id, object: 'customer', deleted: true };

    expect(await stripe.customers.del(id)).toEqual(gone);
    expect(await stripe.customers.retrieve(id)).toEqual(gone);
    expect(idsOf(await stripe.customers.list({ limit: 100 }))).not.toContain(id);
    expect((await eventsOf({ id })).at(-1)).toMatchObject({
      type: 'customer.deleted',
      data: { object: { id, email: 'ada@example.com' } },
    });
    expect(await refusalOf(stripe.customers.update(id, { name: 'Ada' }))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: `No such customer: '${id}'`,
      param: 'id',
    });
  });

  it('is refused with what the sandbox does not keep', async () => {
    const error = await refusalOf(stripe.customers.create({ tax_exempt: 'exempt' }));

    expect(error.message).toContain('The sandbox does not imitate the parameter tax_exempt yet.');
    expect(await refusalOf(stripe.customers.create({ email: 'nobody' }))).toMatchObject({
      code: 'email_invalid',
      param: 'email',
    });
  });
});

describe('the list of customers', () => {
  it('is narrowed to an e-mail address, to the letter, and to a time', async () => {
    const email = 'List@example.com';
    const first = await stripe.customers.create({ email });
    const second = await stripe.customers.create({ email });

    const ofEmail = await stripe.customers.list({ email });

    expect(idsOf(ofEmail)).toEqual([second.id, first.id]);
    expect(ofEmail).toMatchObject({ object: 'list', url: '/v1/customers', has_more: false });
    expect(idsOf(await stripe.customers.list({ email, starting_after: second.id }))).toEqual([
      first.id,
    ]);
    expect(idsOf(await stripe.customers.list({ email: 'list@example.com' }))).toEqual([]);
    const created = { gt: second.created };
    expect(idsOf(await stripe.customers.list({ email, created }))).toEqual([]);
  });
});

describe('a PaymentIntent', () => {
  const order = { amount: 2300, currency: 'usd' };
  const paying = {
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example/return',
  };

  it('belongs to a customer, with its charge, and is found by them', async () => {
    const customer = await stripe.customers.create(ada);
    const other = await stripe.customers.create();
    await stripe.paymentIntents.create({ ...order, customer: other.id });

    const intent = await stripe.paymentIntents.create({
      ...order,
      ...paying,
      customer: customer.id,
      expand: ['customer', 'latest_charge.customer'],
    });

    expect(intent).toMatchObject({ customer, latest_charge: { customer } });
    const theirs = { customer: customer.id };
    expect(idsOf(await stripe.paymentIntents.list(theirs))).toEqual([intent.id]);
    expect((await stripe.charges.list(theirs)).data).toMatchObject([
      { payment_intent: intent.id, customer: customer.id },
    ]);
  });

  it('is given a customer later, once', async () => {
    const { id } = await stripe.paymentIntents.create(order);
    const [first, second] = [await stripe.customers.create(), await stripe.customers.create()];

    const given = await stripe.paymentIntents.update(id, { customer: first.id });
    const error = await refusalOf(stripe.paymentIntents.update(id, { customer: second.id }));

    expect(given.customer).toBe(first.id);
    expect(error.message).toContain('You cannot modify `customer` on a PaymentIntent once');
  });

  it('still names a customer who was deleted', async () => {
    const { id: customer } = await stripe.customers.create(ada);
    const { id } = await stripe.paymentIntents.create({ ...order, customer });
    await stripe.customers.del(customer);

    const expanded = await stripe.paymentIntents.retrieve(id, { expand: ['customer'] });

    expect(expanded.customer).toEqual({ id: customer, object: 'customer', deleted: true });
    expect(await refusalOf(stripe.paymentIntents.create({ ...order, customer }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      message: `No such customer: '${customer}'`,
      param: 'customer',
    });
  });

  it('has its address changed line by line', async () => {
    const { id } = await stripe.paymentIntents.create({
      ...order,
      shipping: { name: 'Ada', address: { line1: '1 High Street', city: 'London' } },
    });

    const { shipping } = await stripe.paymentIntents.update(id, {
      shipping: { name: 'Ada', phone: '1', address: { line1: '1 High Street', city: 'Leeds' } },
    });

    expect(shipping).toMatchObject({
      name: 'Ada',
      phone: '1',
      address: { line1: '1 High Street', city: 'Leeds' },
    });
  });
});
