import type { PaymentIntent, PaymentIntentResult, StripeError } from '@stripe/stripe-js';
import { isRecord } from '../is-record.js';

const isPaymentIntent = (value: unknown): value is PaymentIntent =>
  isRecord(value) &&
  value['object'] === 'payment_intent' &&
  typeof value['id'] === 'string' &&
  typeof value['status'] === 'string';

const isStripeError = (value: unknown): value is StripeError =>
  isRecord(value) && typeof value['type'] === 'string';

/** Stripe's words; only for requests of which no answer was seen. */
export const CONNECTION_ERROR: StripeError = {
  type: 'api_connection_error',
  message:
    'We are experiencing issues connecting to our payments provider. You have not been charged. ' +
    'Please check your internet connection and try again.',
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An error is passed on as the API gave it: its code and decline_code are what the shop decides by. */
export function readAnswer(status: number, text: string): PaymentIntentResult {
  const answer = parseJson(text);
  if (isPaymentIntent(answer)) return { paymentIntent: answer };
  if (isRecord(answer) && isStripeError(answer['error'])) return { error: answer['error'] };
  return {
    error: {
      type: 'api_error',
      message: `The sandbox gave an answer that is neither a PaymentIntent nor an error (HTTP ${status}). Its log says more.`,
    },
  };
}
