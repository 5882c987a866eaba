import type { PaymentIntent } from '../../model/payment-intent.js';
import type { PaymentMethod } from '../../model/payment-method.js';
import { invalidRequest } from '../../wire/stripe-error.js';

/** `shown` goes into the error; null while the caller has no such intent yet. */
export function refuseUnusable(
  { customerId }: PaymentIntent,
  method: PaymentMethod,
  shown: object | null,
): void {
  const paymentIntent = shown === null ? {} : { paymentIntent: shown };
  if (method.isSpent) throw invalidRequest(SPENT, paymentIntent);
  if (method.customerId === null || method.customerId === customerId) return;
  if (customerId !== null) {
    const message = `The PaymentMethod ${method.id} does not belong to the Customer you supplied ${customerId}. Please use this PaymentMethod with the Customer that it belongs to instead.`;
    throw invalidRequest(message, { param: 'payment_method', ...paymentIntent });
  }
  const message = `The \`payment_method\` parameter supplied ${method.id} belongs to the Customer ${method.customerId}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`;
  // Stripe still calls it by the name it had before there were payment methods.
  const named = { code: 'parameter_missing', param: 'source' };
  throw invalidRequest(message, { ...named, ...paymentIntent });
}

const SPENT =
  'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.';
