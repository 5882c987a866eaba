import { describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { toPayment } from './to-payment.js';

/** The fields that `toPayment` reads. */
function anIntent(changes: object): Stripe.PaymentIntent {
  const intent: unknown = {
    id: 'pi_1',
    status: 'requires_payment_method',
    amount: 2300,
    amount_received: 0,
    currency: 'usd',
    metadata: {},
    last_payment_error: null,
    cancellation_reason: null,
    ...changes,
  };
  return intent as Stripe.PaymentIntent;
}

describe(toPayment.name, () => {
  it.each([
    ['requires_action', true],
    ['requires_payment_method', false],
    ['requires_confirmation', false],
  ])('waits for the shopper in %s; at their bank: %s', (status, requiresAction) => {
    expect(toPayment(anIntent({ status }))).toMatchObject({ status: 'incomplete', requiresAction });
  });

  it.each([
    ['abandoned', true],
    ['requested_by_customer', false],
    [null, false],
  ])(
    'of one canceled as %s, says that it was given up: %s',
    (cancellation_reason, isCanceledAsAbandoned) => {
      const intent = anIntent({ status: 'canceled', cancellation_reason });

      expect(toPayment(intent)).toMatchObject({ status: 'canceled', isCanceledAsAbandoned });
    },
  );

  it('tells a decline in Stripe’s words', () => {
    const last_payment_error = {
      type: 'card_error',
      code: 'card_declined',
      decline_code: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
    };

    expect(toPayment(anIntent({ last_payment_error })).failure).toMatchObject({
      code: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
    });
  });

  it('tells a failed authentication in words for a shopper', () => {
    const last_payment_error = {
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      message: 'The provided PaymentMethod has failed authentication. You can provide …',
    };

    expect(toPayment(anIntent({ last_payment_error })).failure).toMatchObject({
      code: 'payment_intent_authentication_failure',
      message: 'Your bank did not confirm that it was you.',
    });
  });
});
