import type { Call } from '../../api/endpoint.js';
import type { PaymentIntent } from '../../model/payment-intent.js';
import { invalidRequest, noSuch, type StripeError } from '../../wire/stripe-error.js';
import { showIntent } from './show-intent.js';

/** A browser has to know the intent's client secret; to it, a wrong one is an unknown intent. */
export function findIntent(call: Call): PaymentIntent {
  const secret = call.params.text('client_secret') ?? null;
  if (call.caller === 'publishable' && secret === null) {
    const message = 'Missing required param: client_secret.';
    throw invalidRequest(message, { code: 'parameter_missing', param: 'client_secret' });
  }
  const intent = call.store.paymentIntents.find(call.objectId);
  if (!intent || (secret !== null && secret !== intent.clientSecret)) {
    throw noSuch('payment_intent', call.objectId, 'intent');
  }
  return intent;
}

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
