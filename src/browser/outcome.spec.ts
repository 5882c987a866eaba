import { describe, expect, it } from '@jest/globals';
import type { PaymentIntent, StripeError } from '@stripe/stripe-js';
import { sentenceForShopper as sentenceWith } from './outcome.js';

const texts = { failed: 'Failed.', uncharged: 'Nothing was charged.' };
const sentenceForShopper = (error: StripeError) => sentenceWith(error, texts);
const payment_intent = { status: 'requires_payment_method' } as PaymentIntent;

describe(sentenceWith, () => {
  it('tells of a decline, and that nothing was charged if Stripe says so', () => {
    const declined = { type: 'card_error', code: 'card_declined', message: 'Declined.' } as const;

    expect(sentenceForShopper(declined)).toBe('Declined.');
    expect(sentenceForShopper({ ...declined, payment_intent })).toBe(
      'Declined. Nothing was charged.',
    );
  });

  it('tells of a bank’s question that was not answered', () => {
    const code = 'payment_intent_authentication_failure';
    const message = 'We are unable to authenticate your payment method.';

    expect(
      sentenceForShopper({ type: 'invalid_request_error', code, message, payment_intent }),
    ).toBe('We are unable to authenticate your payment method. Nothing was charged.');
  });

  it('tells what is missing in the form', () => {
    expect(sentenceForShopper({ type: 'validation_error', message: 'Incomplete.' })).toBe(
      'Incomplete.',
    );
  });

  it.each([
    { type: 'api_connection_error', message: 'You have not been charged.' },
    { type: 'api_error', message: 'For developers.' },
    { type: 'authentication_error', message: 'Invalid API Key provided.' },
    { type: 'idempotency_error', message: 'For developers.' },
    { type: 'rate_limit_error', message: 'For developers.' },
    { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', payment_intent },
    { type: 'invalid_request_error', code: 'email_invalid', message: 'Invalid.' },
    { type: 'a_type_of_the_future', message: 'For developers.', payment_intent },
  ] as StripeError[])('tells nothing of $type $code', (error) => {
    expect(sentenceForShopper(error)).toBeNull();
  });
});
