import type { Call } from '../../api/endpoint.js';
import type { PaymentIntent } from '../../model/payment-intent.js';
import { invalidRequest, noSuch, type StripeError } from '../../wire/stripe-error.js';
import { showIntent } from './show-intent.js';

/** A browser has to know the intent's client secret. */
export function findIntent({ params, caller, store, objectId }: Call): PaymentIntent {
  const secret = params.value('client_secret');
  if (caller === 'publishable' && secret === undefined) throw params.missing('client_secret');
  const intent = store.paymentIntents.find(objectId);
  if (!intent) throw noSuch('payment_intent', objectId, 'intent');
  if (secret === undefined || secret === intent.clientSecret) return intent;
  throw params.refuse('client_secret', OTHER_SECRET);
}

const OTHER_SECRET =
  'The client_secret provided does not match the client_secret associated with the PaymentIntent.';

export function unexpectedState(
  call: Call,
  intent: PaymentIntent,
  message: string,
  param: string | null = null,
): StripeError {
  const code = 'payment_intent_unexpected_state';
  const shown = showIntent(call, intent);
  return invalidRequest(message, { code, param, paymentIntent: shown, isKeptForReplay: true });
}
