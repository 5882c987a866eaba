import { expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { describeContract } from '../../support/contract/contract.js';
import { create, idOf, pay } from '../../support/contract/payments.js';
import { refusalOf } from '../../support/sdk.js';

describeContract('payment methods', ({ stripe }) => {
  const newCustomer = async () => (await stripe().customers.create()).id;
  const attached = (customer: string, token = 'pm_card_visa') =>
    stripe().paymentMethods.attach(token, { customer });

  it('are what paid, and can be looked at afterwards', async () => {
    const { payment_method } = await pay(stripe(), 'pm_card_visa');

    const kept = await stripe().paymentMethods.retrieve(idOf(payment_method));

    expect(kept).toMatchObject({
      object: 'payment_method',
      card: { brand: 'visa', last4: '4242' },
      customer: null,
      type: 'card',
    });
  });

  it('are kept for a customer, one for each use of a token', async () => {
    const customer = await newCustomer();

    const first = await attached(customer);
    const second = await attached(customer, 'pm_card_mastercard');

    expect(first).toMatchObject({ id: expect.stringMatching(/^pm_/), customer });
    const { data } = await stripe().paymentMethods.list({ customer });
    expect(data.map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('tell that they were attached and detached', async () => {
    const { id } = await attached(await newCustomer());

    expect(await stripe().paymentMethods.detach(id)).toMatchObject({ id, customer: null });

    await eventually(async () => {
      const events = await stripe().events.list({ type: 'payment_method.*', limit: 10 });
      const about = events.data.filter(
        ({ data: { object } }) => 'id' in object && object.id === id,
      );
      expect(about.map(({ type }) => type).toSorted()).toEqual([
        'payment_method.attached',
        'payment_method.detached',
      ]);
    });
  });

  it('of a customer pay for that customer', async () => {
    const customer = await newCustomer();
    const { id } = await attached(customer);

    const intent = await pay(stripe(), id, { customer });

    expect(intent).toMatchObject({ status: 'succeeded', customer, payment_method: id });
  });

  it('can be kept although every charge of them is declined', async () => {
    const customer = await newCustomer();
    const { id } = await attached(customer, 'pm_card_chargeCustomerFail');

    expect(await refusalOf(pay(stripe(), id, { customer }))).toMatchObject({
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'generic_decline',
    });
  });

  it('that are declined cannot be kept', async () => {
    const refused = attached(await newCustomer(), 'pm_card_chargeDeclined');

    expect(await refusalOf(refused)).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'card_declined',
    });
  });

  it('that are nowhere are refused', async () => {
    expect(await refusalOf(stripe().paymentMethods.retrieve('pm_x'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
    expect(await refusalOf(create(stripe(), { payment_method: 'pm_x' }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'payment_method',
    });
  });
});
