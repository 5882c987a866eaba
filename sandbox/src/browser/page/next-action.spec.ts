import { describe, expect, it } from '@jest/globals';
import type { PaymentIntent } from '@stripe/stripe-js';
import { readAnswer } from '../wire/api-answer.js';
import { handleNextAction, outcomeOf } from './next-action.js';

function anIntent(changes: Partial<PaymentIntent>): PaymentIntent {
  const body = JSON.stringify({ id: 'pi_1', object: 'payment_intent', ...changes });
  const { paymentIntent } = readAnswer(200, body);
  if (paymentIntent === undefined) throw new Error('Not a PaymentIntent');
  return paymentIntent;
}

const failed = (last_payment_error: PaymentIntent['last_payment_error']) =>
  outcomeOf({ paymentIntent: anIntent({ status: 'requires_payment_method', last_payment_error }) });

describe(outcomeOf, () => {
  it('tells a shopper who was not authenticated in words for shoppers', () => {
    const result = failed({
      type: 'invalid_request_error',
      code: 'payment_intent_authentication_failure',
      message: 'The provided PaymentMethod has failed authentication.',
    });

    expect(result).toMatchObject({
      error: {
        type: 'invalid_request_error',
        code: 'payment_intent_authentication_failure',
        message:
          'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
        payment_intent: { id: 'pi_1' },
      },
    });
  });

  it('passes a decline on as it is', () => {
    const decline = { type: 'card_error', message: 'Your card was declined.' } as const;

    expect(failed(decline)).toMatchObject({ error: decline });
  });

  it('is the PaymentIntent when it succeeded', () => {
    const result = { paymentIntent: anIntent({ status: 'succeeded' }) };

    expect(outcomeOf(result)).toBe(result);
  });
});

describe(handleNextAction, () => {
  it('has nothing to do where nothing is asked', async () => {
    const paymentIntent = anIntent({ status: 'succeeded' });
    const surroundings = { origin: '', key: '', scheme: 'light' } as const;

    expect(await handleNextAction(surroundings, paymentIntent)).toEqual({ paymentIntent });
  });
});
