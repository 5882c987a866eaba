import { expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { eventually } from 'stripe-sandbox/testing';
import { describeContract } from '../../support/contract/contract.js';
import { create, eventTypes, pay } from '../../support/contract/payments.js';
import { refusalOf } from '../../support/sdk.js';

const PAID = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'];

describeContract('refunds', ({ stripe }) => {
  const paid = async (card = 'pm_card_visa') => (await pay(stripe(), card)).id;
  const refund = (payment_intent: string, more: Stripe.RefundCreateParams = {}) =>
    stripe().refunds.create({ payment_intent, ...more });
  const chargeOf = async (payment_intent: string) =>
    (await stripe().charges.list({ payment_intent })).data[0];

  it('give everything back when no amount is named', async () => {
    const id = await paid();

    expect(await refund(id)).toMatchObject({
      id: expect.stringMatching(/^re_/),
      object: 'refund',
      amount: 2300,
      charge: expect.stringMatching(/^ch_/),
      currency: 'usd',
      payment_intent: id,
      status: 'succeeded',
    });

    expect(await chargeOf(id)).toMatchObject({ amount_refunded: 2300, refunded: true });
    expect((await stripe().paymentIntents.retrieve(id)).status).toBe('succeeded');
    await eventually(async () => {
      const types = await eventTypes(stripe(), id);
      const since = types.filter((type) => !PAID.includes(type));
      expect(since).toEqual(expect.arrayContaining(['charge.refunded', 'refund.created']));
    });
  });

  it('give back a part, and then the rest', async () => {
    const id = await paid();

    await refund(id, { amount: 1000 });
    expect(await chargeOf(id)).toMatchObject({ amount_refunded: 1000, refunded: false });
    await refund(id);

    expect(await chargeOf(id)).toMatchObject({ amount_refunded: 2300, refunded: true });
    const { data } = await stripe().refunds.list({ payment_intent: id });
    expect(data.map(({ amount }) => amount)).toEqual([1300, 1000]);
  });

  it('of more than is left are refused', async () => {
    const id = await paid();

    const error = await refusalOf(refund(id, { amount: 2301 }));

    expect(error).toMatchObject({ statusCode: 400, param: 'amount' });
    expect(error.code).toBeUndefined();
  });

  it('of what has been given back are refused', async () => {
    const id = await paid();
    await refund(id);

    const error = await refusalOf(refund(id));

    expect(error).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' });
    expect(error.param).toBeUndefined();
  });

  it('of what was never paid are refused', async () => {
    const { id } = await create(stripe());

    const error = await refusalOf(refund(id));

    expect(error.statusCode).toBe(400);
    expect([error.code, error.param]).toEqual([undefined, undefined]);
  });

  it('may fail later', async () => {
    const { id } = await refund(await paid('pm_card_refundFail'));

    await eventually(async () => {
      expect(await stripe().refunds.retrieve(id)).toMatchObject({
        status: 'failed',
        failure_reason: 'expired_or_canceled_card',
      });
    }, 60);
    const { data } = await stripe().events.list({ type: 'refund.failed', limit: 100 });
    expect(data.map(({ data: { object } }) => 'id' in object && object.id)).toContain(id);
  });

  it('may wait, and succeed later', async () => {
    const { id, status } = await refund(await paid('pm_card_pendingRefund'));

    expect(status).toBe('pending');
    await eventually(async () => {
      expect((await stripe().refunds.retrieve(id)).status).toBe('succeeded');
    }, 60);
  });

  it('of money that is only held are refused', async () => {
    const { id } = await pay(stripe(), 'pm_card_visa', { capture_method: 'manual' });

    const error = await refusalOf(refund(id));

    expect(error.statusCode).toBe(400);
    expect([error.code, error.param]).toEqual([undefined, undefined]);
  });

  it('that are nowhere are a 404', async () => {
    expect(await refusalOf(stripe().refunds.retrieve('re_x'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      param: 'id',
    });
  });
});
