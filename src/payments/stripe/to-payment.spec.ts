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
    ['oxxo_display_details', { expires_after: 1_767_225_599 }],
    ['boleto_display_details', { expires_at: 1_767_225_599 }],
    ['konbini_display_details', { expires_at: 1_767_225_599 }],
    ['multibanco_display_details', { expires_at: 1_767_225_599 }],
  ])('is on its way while a voucher waits to be paid: %s', (type, expiry) => {
    const url = 'https://payments.stripe.com/voucher/1';
    const next_action = { type, [type]: { ...expiry, hosted_voucher_url: url } };

    expect(toPayment(anIntent({ status: 'requires_action', next_action }))).toMatchObject({
      status: 'processing',
      requiresAction: false,
      voucher: { expiresAt: new Date('2025-12-31T23:59:59Z'), url },
    });
  });

  it.each([
    [{ pix_display_qr_code: { expires_at: 1_767_225_599 } }, new Date('2025-12-31T23:59:59Z')],
    [{ verify_with_microdeposits: { arrival_date: 1_767_225_599 } }, null],
  ])('is on its way while something like a voucher waits: %j', (action, expiresAt) => {
    const intent = anIntent({ status: 'requires_action', next_action: { type: 'x', ...action } });

    expect(toPayment(intent)).toMatchObject({ status: 'processing', voucher: { expiresAt } });
  });

  it('waits for the shopper once the voucher has expired, and at their bank', () => {
    const next_action = { type: 'oxxo_display_details', oxxo_display_details: {} };
    const expired = anIntent({ status: 'requires_payment_method', next_action });
    const atBank = anIntent({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } });

    expect(toPayment(expired)).toMatchObject({ status: 'incomplete', voucher: null });
    expect(toPayment(atBank)).toMatchObject({ status: 'incomplete', requiresAction: true });
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
