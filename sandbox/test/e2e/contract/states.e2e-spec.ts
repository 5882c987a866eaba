import { expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { answerChallenge } from '../../support/contract/challenge.js';
import { describeContract } from '../../support/contract/contract.js';
import { create, eventsBecome, pay, return_url } from '../../support/contract/payments.js';
import { STATES } from '../../support/contract/state-rows.js';

const ASKED = 'pm_card_authenticationRequired';

describeContract('states and events', ({ party, stripe, isSandbox, sandboxOnly }) => {
  const eventsOf = (id: string, types: string[]) =>
    eventsBecome(stripe(), id, { types: ['payment_intent.created', ...types], inOrder: isSandbox });

  it.each(STATES)('$step', async ({ take, status, events, shows }) => {
    const { id } = await take(stripe());

    expect(await stripe().paymentIntents.retrieve(id)).toMatchObject({ id, ...shows, status });
    await eventsOf(id, events);
  });

  const asked = async () => {
    const { id } = await create(stripe());
    return stripe().paymentIntents.confirm(id, { payment_method: ASKED, return_url });
  };

  sandboxOnly('a question that is answered wrongly charges nothing', async () => {
    const intent = await asked();

    await answerChallenge(party().url, intent, 'failed');

    expect(await stripe().paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      latest_charge: null,
      last_payment_error: {
        type: 'invalid_request_error',
        code: 'payment_intent_authentication_failure',
        message:
          'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
      },
    });
    await eventsOf(intent.id, ['payment_intent.requires_action', 'payment_intent.payment_failed']);
  });

  it('a card whose bank asks is an error where no question may be asked', async () => {
    const { id } = await create(stripe());

    const refused = stripe().paymentIntents.confirm(id, {
      payment_method: ASKED,
      return_url,
      error_on_requires_action: true,
    });

    await expect(refused).rejects.toMatchObject({
      statusCode: 402,
      code: 'authentication_required',
      decline_code: 'authentication_not_handled',
      payment_intent: { id, status: 'requires_payment_method' },
    });
  });

  it('the money of a payment is in the balance later, less the fee', async () => {
    const { latest_charge } = await pay(stripe(), 'pm_card_visa');
    const id = typeof latest_charge === 'string' ? latest_charge : '';

    const event = await eventually(async () => {
      const { data } = await stripe().events.list({ type: 'charge.updated', limit: 100 });
      const about = data.find((each) => 'id' in each.data.object && each.data.object.id === id);
      if (!about) throw new Error('charge.updated has not come');
      return about;
    }, 60);

    expect(event.data).toMatchObject({
      object: { balance_transaction: expect.stringMatching(/^txn_/) },
      previous_attributes: { balance_transaction: null },
    });
    const { balance_transaction } = await stripe().charges.retrieve(id, {
      expand: ['balance_transaction'],
    });
    if (typeof balance_transaction !== 'object' || !balance_transaction) throw new Error('No');
    const { amount, fee, fee_details, net } = balance_transaction;
    expect(balance_transaction).toMatchObject({ amount: 2300, source: id, type: 'charge' });
    expect(net).toBe(amount - fee);
    expect(fee).toBe(fee_details.reduce((sum, detail) => sum + detail.amount, 0));
  });

  it('an event tells what caused it, at the account’s own version', async () => {
    const idempotencyKey = `contract-${crypto.randomUUID()}`;
    const { id, lastResponse } = await stripe().paymentIntents.create(
      { amount: 2300, currency: 'usd' },
      { idempotencyKey },
    );
    await eventsOf(id, []);

    const { data } = await stripe().events.list({ type: 'payment_intent.created', limit: 100 });
    const event = data.find((each) => 'id' in each.data.object && each.data.object.id === id);

    expect(event).toMatchObject({
      object: 'event',
      id: expect.stringMatching(/^evt_/),
      livemode: false,
      pending_webhooks: expect.any(Number),
      request: { id: lastResponse.requestId, idempotency_key: idempotencyKey },
      type: 'payment_intent.created',
    });
    if (isSandbox) expect(event?.api_version).toBe('2026-08-26.dahlia');
  });
});
