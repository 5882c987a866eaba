import { describe, expect, it } from '@jest/globals';
import type { PaymentIntent } from '@stripe/stripe-js';
import { readAnswer } from '../wire/api-answer.js';
import { authenticationError } from './next-action.js';

function anIntent(status: PaymentIntent.Status): PaymentIntent {
  const body = JSON.stringify({ id: 'pi_1', object: 'payment_intent', status });
  const { paymentIntent } = readAnswer(200, body);
  if (paymentIntent === undefined) throw new Error('Not a PaymentIntent');
  return paymentIntent;
}

describe(authenticationError, () => {
  it('says that 3-D Secure is not imitated and which card needs none', () => {
    expect(authenticationError(anIntent('requires_action'))).toMatchObject({
      type: 'invalid_request_error',
      message: expect.stringMatching(/3-D Secure.*4242 4242 4242 4242/),
      payment_intent: { status: 'requires_action' },
    });
  });

  it('has nothing against a payment that asks for nothing', () => {
    expect(authenticationError(anIntent('succeeded'))).toBeNull();
  });
});
