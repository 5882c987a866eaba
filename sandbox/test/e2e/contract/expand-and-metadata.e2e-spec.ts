import { expect, it } from '@jest/globals';
import { describeContract } from '../../support/contract/contract.js';
import { create, idOf, pay } from '../../support/contract/payments.js';
import { refusalOf } from '../../support/sdk.js';

describeContract('expand', ({ stripe }) => {
  const paid = () => pay(stripe(), 'pm_card_visa', { capture_method: 'automatic' });

  it('leaves ids where nothing is asked for', async () => {
    expect(await paid()).toMatchObject({
      latest_charge: expect.stringMatching(/^ch_/),
      payment_method: expect.stringMatching(/^pm_/),
      customer: null,
    });
  });

  it.each([
    ['latest_charge', { latest_charge: { object: 'charge', balance_transaction: /^txn_/ } }],
    ['payment_method', { payment_method: { object: 'payment_method', type: 'card' } }],
    [
      'latest_charge.balance_transaction',
      { latest_charge: { balance_transaction: { object: 'balance_transaction', amount: 2300 } } },
    ],
  ])('shows %s of a PaymentIntent', async (property, shown) => {
    const { id } = await paid();

    const intent = await stripe().paymentIntents.retrieve(id, { expand: [property] });

    expect(intent).toMatchObject(matching(shown));
  });

  it('shows the objects inside of a list', async () => {
    await paid();

    const { data } = await stripe().charges.list({ limit: 1, expand: ['data.payment_intent'] });

    expect(data).toMatchObject([{ payment_intent: { object: 'payment_intent' } }]);
  });

  it('goes four levels into a list, to what is not there', async () => {
    const customer = (await stripe().customers.create()).id;
    await pay(stripe(), 'pm_card_visa', { customer });

    const { data } = await stripe().charges.list({
      limit: 1,
      expand: ['data.payment_intent.customer.default_source'],
    });

    expect(data).toMatchObject([
      { payment_intent: { customer: { id: customer, object: 'customer', default_source: null } } },
    ]);
  });

  it('shows the refunds of a charge, which has none unless they are asked for', async () => {
    const { id: payment_intent, latest_charge } = await paid();
    const refund = await stripe().refunds.create({ payment_intent, amount: 1000 });
    const charge = idOf(latest_charge);

    const shown = await stripe().charges.retrieve(charge, { expand: ['refunds.data.charge'] });

    expect(await stripe().charges.retrieve(charge)).not.toHaveProperty('refunds');
    expect(shown.refunds).toMatchObject({
      object: 'list',
      data: [{ id: refund.id, amount: 1000, charge: { id: charge, object: 'charge' } }],
      has_more: false,
      url: `/v1/charges/${charge}/refunds`,
    });
  });

  it('has nothing to show of what a payment does not have', async () => {
    const { id } = await paid();

    const intent = await stripe().paymentIntents.retrieve(id, { expand: ['review', 'customer'] });

    expect(intent).toMatchObject({ review: null, customer: null });
  });

  it('of nothing in an event, or in a webhook endpoint, is refused in the same words', async () => {
    const [event] = (await stripe().events.list({ limit: 1 })).data;
    const refused = [
      stripe().events.retrieve(event?.id ?? '', { expand: ['request'] }),
      stripe().webhookEndpoints.list({ expand: ['data.request'] }),
    ];

    for (const [index, path] of ['request', 'data.request'].entries()) {
      const error = await refusalOf(refused[index] ?? Promise.resolve());
      expect(error.raw).toMatchObject({ message: `This property cannot be expanded (${path}).` });
      expect(error.param).toBeUndefined();
    }
  });

  it('shows what an answer to a POST leads to', async () => {
    const intent = await pay(stripe(), 'pm_card_visa', { expand: ['latest_charge'] });

    expect(intent.latest_charge).toMatchObject({ object: 'charge', payment_intent: intent.id });
  });

  it.each([
    ['metadata', undefined, /^This property cannot be expanded \(metadata\)\./],
    [
      'latest_charge.payment_intent.latest_charge.payment_intent.latest_charge',
      'property_expansion_max_depth',
      /4 levels/,
    ],
  ])('refuses %s', async (property, code, message) => {
    const { id } = await create(stripe());

    const error = await refusalOf(stripe().paymentIntents.retrieve(id, { expand: [property] }));

    expect(error).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });
});

/** Regular expressions inside of an object match strings. */
function matching(shown: object): object {
  return Object.fromEntries(
    Object.entries(shown).map(([key, value]: [string, unknown]) => {
      if (value instanceof RegExp) return [key, expect.stringMatching(value)];
      return [key, typeof value === 'object' && value ? matching(value) : value];
    }),
  );
}

describeContract('metadata', ({ stripe }) => {
  const update = (id: string, metadata: Record<string, string> | '') =>
    stripe().paymentIntents.update(id, { metadata });

  it('is merged, key by key, and a key is removed by an empty value', async () => {
    const { id } = await create(stripe(), { metadata: { order: '1', note: 'gift' } });

    const { metadata } = await update(id, { note: '', colour: 'red' });

    expect(metadata).toEqual({ order: '1', colour: 'red' });
  });

  it('is removed as a whole by an empty value', async () => {
    const { id } = await create(stripe(), { metadata: { order: '1', note: 'gift' } });

    expect((await update(id, '')).metadata).toEqual({});
  });

  it('goes from the PaymentIntent to its charge', async () => {
    const { latest_charge } = await pay(stripe(), 'pm_card_visa', {
      metadata: { order: '7' },
      expand: ['latest_charge'],
    });

    expect(latest_charge).toMatchObject({ metadata: { order: '7' } });
  });

  const numbered = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'x']));

  it.each([
    ['50 keys', numbered(50), 51, numbered(51)],
    ['40 characters in a key', { ['k'.repeat(40)]: 'x' }, 41, { ['k'.repeat(41)]: 'x' }],
    ['500 characters in a value', { key: 'x'.repeat(500) }, 501, { key: 'x'.repeat(501) }],
    ['500 emoji in a value (probable)', { key: '📕'.repeat(500) }, 501, { key: '📕'.repeat(501) }],
  ])('has at most %s', async (_what, most, _more, tooMuch) => {
    expect((await create(stripe(), { metadata: most })).metadata).toEqual(most);
    expect(await refusalOf(create(stripe(), { metadata: tooMuch }))).toMatchObject({
      statusCode: 400,
      type: 'StripeInvalidRequestError',
    });
  });
});
