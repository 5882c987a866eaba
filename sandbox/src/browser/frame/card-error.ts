import type { PaymentIntent, StripeError } from '@stripe/stripe-js';
import type { CardFieldName, CardProblem } from './card-check.js';

const FIELD_OF_PARAM: Record<string, CardFieldName | undefined> = {
  number: 'number',
  exp_month: 'expiry',
  exp_year: 'expiry',
  cvc: 'cvc',
};

/** The field an answer of the API is about, so that the words can stand beside it. */
export function cardProblemOf(error: StripeError): CardProblem | null {
  const field = FIELD_OF_PARAM[error.param ?? ''];
  if (error.type !== 'card_error' || field === undefined || error.message === undefined)
    return null;
  return { field, code: error.code ?? '', message: error.message };
}

/** A payment that is over has no form any more. */
export function terminalError(intent: PaymentIntent): StripeError | null {
  if (intent.status !== 'succeeded' && intent.status !== 'canceled') return null;
  return {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: 'This PaymentIntent is in a terminal state and cannot be used to initialize Elements.',
    payment_intent: intent,
  };
}
