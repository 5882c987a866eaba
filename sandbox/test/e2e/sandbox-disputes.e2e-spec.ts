import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { eventually } from 'stripe-sandbox/testing';
import { charge, eventsOf } from '../support/charging.js';
import { onDatabase } from '../support/files.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { refusalOf } from '../support/sdk.js';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startSandbox({ laterSeconds: 0 });
  stripe = sandbox.stripe;
});

afterAll(() => sandbox.close());

/** The dispute that a card is made to bring about. */
async function disputed(card: string): Promise<Stripe.Dispute & { charge: string }> {
  const { id } = await charge(stripe, card);
  const [dispute] = (await stripe.disputes.list({ charge: id })).data;
  if (!dispute) throw new Error(`Nobody disputes ${id}`);
  return { ...dispute, charge: id };
}

const closed = (id: string) =>
  eventually(async () => {
    const dispute = await stripe.disputes.retrieve(id);
    expect(await typesOf(id)).toContain('charge.dispute.closed');
    return dispute;
  });

const typesOf = async (id: string) => {
  const events = await eventsOf(stripe, `"${id}"`);
  return events.map(({ type }) => type);
};

const tasksIn = (dataFile: string) =>
  onDatabase(dataFile, (file) => file.prepare('SELECT * FROM later').all());

const submit = (id: string, uncategorized_text: string) =>
  stripe.disputes.update(id, { evidence: { uncategorized_text } });

describe('a dispute', () => {
  it.each([
    ['pm_card_createDispute', 'fraudulent', '10.4'],
    ['pm_card_createDisputeProductNotReceived', 'product_not_received', '13.1'],
  ])('comes of %s after it has paid, and takes the money', async (card, reason, code) => {
    const dispute = await disputed(card);

    expect(dispute).toMatchObject({
      id: expect.stringMatching(/^du_\w{24}$/),
      amount: 2300,
      balance_transactions: [
        {
          amount: -2300,
          description: `Chargeback withdrawal for ${dispute.charge}`,
          fee: 1500,
          net: -3800,
          reporting_category: 'dispute',
          source: dispute.id,
          type: 'adjustment',
        },
      ],
      currency: 'usd',
      evidence_details: { has_evidence: false, past_due: false, submission_count: 0 },
      is_charge_refundable: false,
      payment_method_details: {
        card: { brand: 'visa', case_type: 'chargeback', network_reason_code: code },
      },
      reason,
      status: 'needs_response',
    });
    expect(await typesOf(dispute.id)).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
    ]);
    const [event] = await eventsOf(stripe, `"${dispute.id}"`);
    expect(event?.request).toEqual({ id: null, idempotency_key: null });
    expect(await stripe.charges.retrieve(dispute.charge)).toMatchObject({
      disputed: true,
      paid: true,
      status: 'succeeded',
    });
  });

  it('comes of a capture by hand, not of an authorization', async () => {
    const capture_method = 'manual';
    const held = await charge(stripe, 'pm_card_createDispute', { capture_method });
    const { data: before } = await stripe.disputes.list({ charge: held.id });

    await stripe.paymentIntents.capture(held.payment_intent);

    const { data } = await stripe.disputes.list({ payment_intent: held.payment_intent });
    expect(before).toEqual([]);
    expect(data).toMatchObject([{ charge: held.id }]);
    const types = await typesOf(held.payment_intent);
    const captured = types.indexOf('charge.captured');
    expect(types.slice(captured, captured + 4)).toEqual([
      'charge.captured',
      'payment_intent.succeeded',
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
    ]);
  });

  it('stands in the way of a refund', async () => {
    const dispute = await disputed('pm_card_createDispute');

    const refusal = await refusalOf(stripe.refunds.create({ charge: dispute.charge }));

    expect(refusal).toMatchObject({
      statusCode: 400,
      code: 'charge_disputed',
      message: `Charge ${dispute.charge} has been charged back; cannot issue a refund.`,
    });
    expect(refusal.param).toBeUndefined();
  });

  it('is won with winning evidence, and the money and the fee come back', async () => {
    const { id, charge: chargeId } = await disputed('pm_card_createDispute');

    const answered = await submit(id, 'winning_evidence');
    const won = await closed(id);

    expect(answered).toMatchObject({
      evidence: { uncategorized_text: 'winning_evidence', customer_name: null },
      evidence_details: { has_evidence: true, submission_count: 1 },
      status: 'under_review',
    });
    expect(won).toMatchObject({
      balance_transactions: [
        { amount: -2300 },
        {
          amount: 2300,
          description: `Chargeback reversal for ${chargeId}`,
          fee: -1500,
          net: 3800,
          reporting_category: 'dispute_reversal',
        },
      ],
      is_charge_refundable: true,
      status: 'won',
    });
    expect(await typesOf(id)).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
      'charge.dispute.funds_reinstated',
      'charge.dispute.closed',
    ]);
    expect((await stripe.charges.retrieve(chargeId)).disputed).toBe(true);
    expect((await stripe.refunds.create({ charge: chargeId })).status).toBe('succeeded');
  });

  it('is lost with losing evidence', async () => {
    const { id } = await disputed('pm_card_createDispute');

    await submit(id, 'losing_evidence');

    expect(await closed(id)).toMatchObject({
      balance_transactions: [{ amount: -2300 }],
      status: 'lost',
    });
  });

  it('is under review for good with any other evidence', async () => {
    const { id } = await disputed('pm_card_createDispute');

    await submit(id, 'We sent it on Monday.');
    await disputed('pm_card_createDispute');

    expect((await stripe.disputes.retrieve(id)).status).toBe('under_review');
  });

  it('keeps evidence back until it is told to submit it, and tells what changed', async () => {
    const { id } = await disputed('pm_card_createDispute');
    const evidence = { customer_name: 'Ann', shipping_carrier: 'Post' };

    const staged = await stripe.disputes.update(id, { evidence, submit: false });
    const changed = { evidence: { shipping_carrier: '' }, submit: false, metadata: { a: '1' } };
    await stripe.disputes.update(id, changed);
    const submitted = await stripe.disputes.update(id, { submit: true });

    expect(staged).toMatchObject({
      status: 'needs_response',
      evidence_details: { has_evidence: true, submission_count: 0 },
    });
    expect(submitted).toMatchObject({
      evidence: { customer_name: 'Ann', shipping_carrier: null },
      evidence_details: { submission_count: 1 },
      metadata: { a: '1' },
      status: 'under_review',
    });
    const update = (await eventsOf(stripe, `"${id}"`)).at(-1);
    expect(update).toMatchObject({
      data: { previous_attributes: { status: 'needs_response' } },
      request: { id: submitted.lastResponse.requestId },
      type: 'charge.dispute.updated',
    });
  });

  it('is lost at once when the shop closes it, and stays so', async () => {
    const { id } = await disputed('pm_card_createDispute');

    const lost = await stripe.disputes.close(id);
    const again = await refusalOf(stripe.disputes.close(id));
    const late = await refusalOf(submit(id, 'winning_evidence'));

    expect(lost.status).toBe('lost');
    expect((await typesOf(id)).slice(-1)).toEqual(['charge.dispute.closed']);
    for (const refusal of [again, late]) {
      expect(refusal).toMatchObject({
        statusCode: 400,
        message: 'This dispute is already closed',
      });
    }
    expect((await stripe.disputes.retrieve(id)).status).toBe('lost');
  });
});

describe('an inquiry', () => {
  it('takes no money, and leaves the charge refundable', async () => {
    const inquiry = await disputed('pm_card_createDisputeInquiry');

    expect(inquiry).toMatchObject({
      balance_transactions: [],
      is_charge_refundable: true,
      payment_method_details: { card: { case_type: 'inquiry', network_reason_code: '10' } },
      status: 'warning_needs_response',
    });
    expect(await typesOf(inquiry.id)).toEqual(['charge.dispute.created']);
    const refund = await stripe.refunds.create({ charge: inquiry.charge, amount: 500 });
    expect(refund.status).toBe('succeeded');
  });

  it('is closed, neither won nor lost', async () => {
    const first = await disputed('pm_card_createDisputeInquiry');
    const second = await disputed('pm_card_createDisputeInquiry');

    await submit(first.id, 'winning_evidence');
    const dropped = await stripe.disputes.close(second.id);

    expect(await closed(first.id)).toMatchObject({
      balance_transactions: [],
      status: 'warning_closed',
    });
    expect(dropped.status).toBe('warning_closed');
    expect(await typesOf(second.id)).toEqual(['charge.dispute.created', 'charge.dispute.closed']);
  });

  it('becomes a dispute with evidence that escalates it', async () => {
    const { id } = await disputed('pm_card_createDisputeInquiry');

    const answered = await submit(id, 'escalate_inquiry_evidence');

    expect(answered.status).toBe('warning_under_review');
    await eventually(async () => {
      expect(await stripe.disputes.retrieve(id)).toMatchObject({
        balance_transactions: [{ amount: -2300 }],
        is_charge_refundable: false,
        status: 'needs_response',
      });
    });
    expect((await typesOf(id)).slice(-2)).toEqual([
      'charge.dispute.updated',
      'charge.dispute.funds_withdrawn',
    ]);
  });
});

describe('disputes', () => {
  it('are listed by time, and expand to their charge', async () => {
    const { id, created } = await disputed('pm_card_createDispute');

    const since = await stripe.disputes.list({ created: { gte: created }, limit: 100 });
    const later = await stripe.disputes.list({ created: { gt: created + 60 } });
    const whole = await stripe.disputes.retrieve(id, { expand: ['charge.balance_transaction'] });

    expect(since.data.map((dispute) => dispute.id)).toContain(id);
    expect(later.data).toEqual([]);
    expect(whole.charge).toMatchObject({ object: 'charge', disputed: true });
  });

  it('are there when the payment is answered, and told of after it', async () => {
    const slow = await startSandbox({ laterSeconds: 3600 });
    const { payment_intent } = await charge(slow.stripe, 'pm_card_createDispute');

    const { data } = await slow.stripe.disputes.list({ payment_intent });
    const events = await eventsOf(slow.stripe, payment_intent);
    await slow.close();

    expect(data).toHaveLength(1);
    expect(events.map(({ type }) => type)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
    ]);
  });

  it('that are closed before the bank has decided are left alone by its verdict', async () => {
    const slow = await startSandbox({ laterSeconds: 0.5 });
    const evidence = { uncategorized_text: 'winning_evidence' };
    const disputeOf = async (card: string) => {
      const { id } = await charge(slow.stripe, card);
      const [dispute] = (await slow.stripe.disputes.list({ charge: id })).data;
      return slow.stripe.disputes.update(dispute?.id ?? '', { evidence });
    };
    const first = await disputeOf('pm_card_createDispute');
    await slow.stripe.disputes.close(first.id);
    const second = await disputeOf('pm_card_createDispute');

    await eventually(async () => {
      expect((await slow.stripe.disputes.retrieve(second.id)).status).toBe('won');
    });
    const lost = await slow.stripe.disputes.retrieve(first.id);
    const events = await eventsOf(slow.stripe, first.id);
    await slow.close();

    expect(lost).toMatchObject({ status: 'lost', balance_transactions: [{ amount: -2300 }] });
    expect(events.at(-1)?.type).toBe('charge.dispute.closed');
    expect(events.filter(({ type }) => type === 'charge.dispute.closed')).toHaveLength(1);
    // Done, not failed and put off.
    expect(tasksIn(slow.dataFile)).toEqual([]);
  });

  it('say when there is none', async () => {
    expect(await refusalOf(stripe.disputes.retrieve('du_1'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such dispute: 'du_1'",
    });
  });

  it('take no files, and say so', async () => {
    const { id } = await disputed('pm_card_createDispute');

    const refusal = await refusalOf(
      stripe.disputes.update(id, { evidence: { receipt: 'file_1' } }),
    );

    expect(refusal.message).toContain('does not imitate the parameter evidence[receipt]');
  });
});
