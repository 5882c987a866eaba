import type { PaymentIntent, StripeError } from '@stripe/stripe-js';

/** Non-null while the shopper would have to prove who they are. */
export function authenticationError(intent: PaymentIntent): StripeError | null {
  if (intent.status !== 'requires_action') return null;
  return {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    message:
      'This card asks for 3-D Secure, which the sandbox does not imitate yet. ' +
      'Pay with a test card that needs none, such as 4242 4242 4242 4242.',
    payment_intent: intent,
  };
}
