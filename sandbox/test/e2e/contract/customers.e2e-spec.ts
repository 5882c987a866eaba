import { expect, it } from '@jest/globals';
import { describeContract } from '../../support/contract/contract.js';
import { create } from '../../support/contract/payments.js';
import { refusalOf } from '../../support/sdk.js';

describeContract('customers', ({ stripe }) => {
  const ada = () =>
    stripe().customers.create({ name: 'Ada', email: 'ada@example.com', metadata: { shop: '1' } });

  it('are kept as they were described, and changed', async () => {
    const { id } = await ada();

    const changed = await stripe().customers.update(id, {
      name: 'Ada Lovelace',
      metadata: { shop: '', note: 'reads' },
    });

    expect(changed).toMatchObject({
      id: expect.stringMatching(/^cus_/),
      object: 'customer',
      email: 'ada@example.com',
      livemode: false,
      metadata: { note: 'reads' },
      name: 'Ada Lovelace',
    });
    expect(changed.metadata).not.toHaveProperty('shop');
    expect(await stripe().customers.retrieve(id)).toMatchObject({ name: 'Ada Lovelace' });
  });

  it('are found by their e-mail address, to the letter', async () => {
    const email = `${crypto.randomUUID()}@example.com`;
    const { id } = await stripe().customers.create({ email });

    const found = await stripe().customers.list({ email });
    const other = await stripe().customers.list({ email: email.toUpperCase() });

    expect(found.data.map((customer) => customer.id)).toEqual([id]);
    expect(other.data).toEqual([]);
  });

  it('leave a mark when they are deleted, and can be charged no more', async () => {
    const { id } = await ada();

    const deleted = await stripe().customers.del(id);

    expect(deleted).toMatchObject({ id, object: 'customer', deleted: true });
    expect(await stripe().customers.retrieve(id)).toMatchObject({ id, deleted: true });
    expect(await refusalOf(create(stripe(), { customer: id }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'customer',
    });
  });

  it('are shown in their payments, and can be expanded there', async () => {
    const { id: customer } = await ada();

    const { id } = await create(stripe(), { customer });

    expect(await stripe().paymentIntents.retrieve(id)).toMatchObject({ customer });
    expect(await stripe().paymentIntents.retrieve(id, { expand: ['customer'] })).toMatchObject({
      customer: { id: customer, object: 'customer', name: 'Ada' },
    });
  });

  it('that are nowhere are a 404, and a 400 inside of a request', async () => {
    expect(await refusalOf(stripe().customers.retrieve('cus_x'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such customer: 'cus_x'",
    });
    expect(await refusalOf(create(stripe(), { customer: 'cus_x' }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'customer',
    });
  });
});
