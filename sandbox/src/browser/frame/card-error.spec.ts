import { describe, expect, it } from '@jest/globals';
import type { PaymentIntent } from '@stripe/stripe-js';
import { readAnswer } from '../wire/api-answer.js';
import { cardProblemOf, terminalError } from './card-error.js';

function anIntent(status: PaymentIntent.Status): PaymentIntent {
  const body = JSON.stringify({ id: 'pi_1', object: 'payment_intent', status });
  const { paymentIntent } = readAnswer(200, body);
  if (paymentIntent === undefined) throw new Error('Not a PaymentIntent');
  return paymentIntent;
}

const WORDS = { message: "Your card's security code is incorrect." };

describe(cardProblemOf, () => {
  it.each([
    ['number', 'number'],
    ['exp_month', 'expiry'],
    ['exp_year', 'expiry'],
    ['cvc', 'cvc'],
  ])('puts a card error about %s beside the field %s', (param, field) => {
    expect(cardProblemOf({ type: 'card_error', code: 'incorrect', param, ...WORDS })).toEqual({
      field,
      code: 'incorrect',
      ...WORDS,
    });
  });

  it('leaves a decline that concerns no field to the page', () => {
    expect(cardProblemOf({ type: 'card_error', code: 'card_declined', ...WORDS })).toBeNull();
  });

  it('leaves an error of the request to the page', () => {
    expect(cardProblemOf({ type: 'invalid_request_error', param: 'cvc', ...WORDS })).toBeNull();
  });
});

describe(terminalError, () => {
  it.each(['succeeded', 'canceled'] as const)(
    'offers no form for a payment that is %s',
    (status) => {
      expect(terminalError(anIntent(status))).toMatchObject({
        code: 'payment_intent_unexpected_state',
      });
    },
  );

  it('offers the form again after a decline', () => {
    expect(terminalError(anIntent('requires_payment_method'))).toBeNull();
  });
});
