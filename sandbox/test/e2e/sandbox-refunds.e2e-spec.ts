import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { eventually } from 'stripe-sandbox/testing';
import { charge, eventsOf } from '../support/charging.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { refusalOf } from '../support/sdk.js';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  // Long enough to see what holds before, and short enough to wait for what comes after.
  sandbox = await startSandbox({ laterSeconds: 1 });
  stripe = sandbox.stripe;
});

afterAll(() => sandbox.close());

const typesOf = (events: Stripe.Event[]) => events.map(({ type }) => type);

/** The events of a refund once `last` is among them. */
const refundEvents = (id: string, last = 'charge.refund.updated') =>
  eventually(async () => {
    const events = await eventsOf(stripe, `"${id}"`);
    expect(typesOf(events)).toContain(last);
    return events;
  });

describe('a refund', () => {
  it('gives the whole charge back', async () => {
    const { id, payment_intent } = await charge(stripe, 'pm_card_visa');

    const refund = await stripe.refunds.create({ payment_intent });

    expect(refund).toMatchObject({
      id: expect.stringMatching(/^re_\w{24}$/),
      object: 'refund',
      amount: 2300,
      balance_transaction: expect.stringMatching(/^txn_/),
      charge: id,
      currency: 'usd',
      destination_details: {
        card: {
          reference_status: 'pending',
          reference_type: 'acquirer_reference_number',
          type: 'refund',
        },
        type: 'card',
      },
      metadata: {},
      payment_intent,
      reason: null,
      status: 'succeeded',
    });
    expect(await stripe.charges.retrieve(id)).toMatchObject({
      amount_refunded: 2300,
      refunded: true,
      status: 'succeeded',
    });
    expect(await stripe.paymentIntents.retrieve(payment_intent)).toMatchObject({
      amount_received: 2300,
      status: 'succeeded',
    });
    expect(await stripe.refunds.retrieve(refund.id)).toEqual(refund);
  });

  it('is told of at once, and again when the bank has it', async () => {
    const { id } = await charge(stripe, 'pm_card_visa');
    const refund = await stripe.refunds.create({ charge: id, amount: 500 });

    const before = (await eventsOf(stripe, `"${id}"`)).slice(-2);
    const after = await refundEvents(refund.id);

    expect(typesOf(before)).toEqual(['charge.refunded', 'refund.created']);
    expect(before).toMatchObject([
      {
        data: {
          object: { id, object: 'charge', amount_refunded: 500, refunded: false },
          previous_attributes: { amount_refunded: 0 },
        },
        request: { id: refund.lastResponse.requestId },
      },
      { data: { object: { id: refund.id, object: 'refund' } } },
    ]);
    const update = {
      data: {
        object: {
          id: refund.id,
          destination_details: {
            card: { reference: expect.stringMatching(/^\d{23}$/), reference_status: 'available' },
          },
        },
        previous_attributes: {
          destination_details: { card: { reference: null, reference_status: 'pending' } },
        },
      },
      request: { id: null, idempotency_key: null },
    };
    expect(after.slice(-2)).toMatchObject([
      { type: 'refund.updated', ...update },
      { type: 'charge.refund.updated', ...update },
    ]);
  });

  it('takes the money out of the balance, and the fee stays', async () => {
    const { id } = await charge(stripe, 'pm_card_visa');
    const refund = await stripe.refunds.create({
      charge: id,
      amount: 500,
      expand: ['balance_transaction.source'],
    });

    expect(refund.balance_transaction).toMatchObject({
      amount: -500,
      description: 'REFUND FOR CHARGE (A book)',
      fee: 0,
      fee_details: [],
      net: -500,
      reporting_category: 'refund',
      source: { id: refund.id, object: 'refund' },
      type: 'refund',
    });
  });

  it('may come in parts, and never to more than was paid', async () => {
    const { id } = await charge(stripe, 'pm_card_visa');
    await stripe.refunds.create({ charge: id, amount: 1000 });
    await stripe.refunds.create({ charge: id, amount: 1000 });

    const tooMuch = await refusalOf(stripe.refunds.create({ charge: id, amount: 301 }));
    const rest = await stripe.refunds.create({ charge: id });
    const again = await refusalOf(stripe.refunds.create({ charge: id }));

    expect(tooMuch).toMatchObject({
      statusCode: 400,
      type: 'StripeInvalidRequestError',
      message: 'Refund amount ($3.01) is greater than unrefunded amount on charge ($3.00)',
      param: 'amount',
    });
    expect(tooMuch.code).toBeUndefined();
    expect(rest.amount).toBe(300);
    expect(again).toMatchObject({
      statusCode: 400,
      code: 'charge_already_refunded',
      message: `Charge ${id} has already been refunded.`,
    });
    expect(again.param).toBeUndefined();
    expect((await stripe.charges.retrieve(id)).amount_refunded).toBe(2300);
  });

  it('never comes to more than was paid when many ask at once', async () => {
    const { id } = await charge(stripe, 'pm_card_pendingRefund');

    const tries = Array.from({ length: 10 }, () =>
      stripe.refunds.create({ charge: id, amount: 600 }),
    );
    const settled = await Promise.allSettled(tries);

    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect((await stripe.charges.retrieve(id)).amount_refunded).toBe(1800);
  });

  it('is made once for one idempotency key', async () => {
    const { id } = await charge(stripe, 'pm_card_visa');
    const create = () =>
      stripe.refunds.create({ charge: id, amount: 500 }, { idempotencyKey: `refund:${id}` });

    const [first, second] = [await create(), await create()];

    expect(second.id).toBe(first.id);
    expect((await stripe.charges.retrieve(id)).amount_refunded).toBe(500);
  });

  it('fails later with the card whose bank does not take it, and the charge counts it no more', async () => {
    const { id } = await charge(stripe, 'pm_card_refundFail');
    const refund = await stripe.refunds.create({ charge: id });
    const between = await stripe.charges.retrieve(id);

    const events = await refundEvents(refund.id);

    expect(refund.status).toBe('succeeded');
    expect(between).toMatchObject({ amount_refunded: 2300, refunded: true });
    expect(typesOf(events).slice(-3)).toEqual([
      'refund.failed',
      'refund.updated',
      'charge.refund.updated',
    ]);
    expect(events.at(-1)?.data.previous_attributes).toMatchObject({
      failure_balance_transaction: null,
      failure_reason: null,
      status: 'succeeded',
    });
    const failed = await stripe.refunds.retrieve(refund.id, {
      expand: ['failure_balance_transaction'],
    });
    expect(failed).toMatchObject({
      failure_balance_transaction: { amount: 2300, reporting_category: 'refund_failure' },
      failure_reason: 'expired_or_canceled_card',
      status: 'failed',
    });
    expect(await stripe.charges.retrieve(id)).toMatchObject({
      amount_refunded: 0,
      refunded: false,
    });
    expect((await stripe.refunds.create({ charge: id })).amount).toBe(2300);
  });

  it('is pending at first with the card that takes its time', async () => {
    const { id } = await charge(stripe, 'pm_card_pendingRefund');
    const refund = await stripe.refunds.create({ charge: id });

    const events = await refundEvents(refund.id);

    expect(refund.status).toBe('pending');
    expect(events.at(-1)).toMatchObject({
      data: {
        object: { status: 'succeeded' },
        previous_attributes: { pending_reason: 'processing', status: 'pending' },
      },
    });
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded');
  });

  it('can be written on, and says so', async () => {
    const { id } = await charge(stripe, 'pm_card_visa');
    const reason = 'requested_by_customer';
    const refund = await stripe.refunds.create({ charge: id, reason, metadata: { a: '1' } });

    const updated = await stripe.refunds.update(refund.id, { metadata: { order_id: '6735' } });

    expect(updated).toMatchObject({ reason, metadata: { a: '1', order_id: '6735' } });
    const events = await eventsOf(stripe, `"${refund.id}"`);
    expect(events.slice(-2)).toMatchObject([
      { type: 'refund.updated', data: { previous_attributes: { metadata: { order_id: null } } } },
      { type: 'charge.refund.updated', request: { id: updated.lastResponse.requestId } },
    ]);
  });
});

describe('refunds', () => {
  it('are listed by charge, by PaymentIntent and by time', async () => {
    const { id, payment_intent } = await charge(stripe, 'pm_card_visa');
    const one = await stripe.refunds.create({ charge: id, amount: 100 });
    const two = await stripe.refunds.create({ charge: id, amount: 100 });

    const idsOf = async (params: Stripe.RefundListParams) =>
      (await stripe.refunds.list(params)).data.map((refund) => refund.id);
    expect(await idsOf({ charge: id })).toEqual([two.id, one.id]);
    expect(await idsOf({ payment_intent })).toEqual([two.id, one.id]);
    expect(await idsOf({ charge: id, starting_after: two.id })).toEqual([one.id]);
    expect(await idsOf({ charge: id, created: { gt: two.created } })).toEqual([]);
  });

  it.each([
    [
      {},
      undefined,
      'One of the following params should be provided for this request: payment_intent or charge.',
    ],
    [{ charge: 'ch_1' }, 'charge', "No such charge: 'ch_1'"],
    [{ payment_intent: 'pi_1' }, 'payment_intent', "No such payment_intent: 'pi_1'"],
  ])('need something to give back: %j', async (params, param, message) => {
    const error = await refusalOf(stripe.refunds.create(params));

    expect(error).toMatchObject({ statusCode: 400, message });
    expect(error.param).toBe(param);
  });

  it.each([0, -5])('are not of %i', async (amount) => {
    const { id } = await charge(stripe, 'pm_card_visa');

    expect(await refusalOf(stripe.refunds.create({ charge: id, amount }))).toMatchObject({
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  });

  it('are not of a payment that was not made, nor of one that is only authorized', async () => {
    const unpaid = await stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    const held = await charge(stripe, 'pm_card_visa', { capture_method: 'manual' });

    const ofUnpaid = await refusalOf(stripe.refunds.create({ payment_intent: unpaid.id }));
    const ofHeld = await refusalOf(stripe.refunds.create({ charge: held.id }));

    expect(ofUnpaid).toMatchObject({
      statusCode: 400,
      message: `This PaymentIntent (${unpaid.id}) does not have a successful charge to refund.`,
    });
    expect([ofUnpaid.code, ofUnpaid.param]).toEqual([undefined, undefined]);
    expect(ofHeld).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('This uncaptured Charge was created by a PaymentIntent'),
    });
    expect([ofHeld.code, ofHeld.param]).toEqual([undefined, undefined]);
  });

  it('are not canceled, as at Stripe', async () => {
    const { id } = await charge(stripe, 'pm_card_visa');
    const refund = await stripe.refunds.create({ charge: id });

    expect(await refusalOf(stripe.refunds.cancel(refund.id))).toMatchObject({
      statusCode: 400,
      message: 'Canceling this refund is unsupported.',
    });
  });

  it('say when there is none', async () => {
    expect(await refusalOf(stripe.refunds.retrieve('re_1'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such refund: 're_1'",
      param: 'id',
    });
  });
});
