import type Stripe from 'stripe';
import type { Payment, PaymentFailure } from '../payment.js';
import { voucherOf } from './voucher-of.js';

export function toPayment(intent: Stripe.PaymentIntent): Payment {
  const voucher = voucherOf(intent);
  return {
    paymentIntentId: intent.id,
    createdAt: new Date(intent.created * 1000),
    status: voucher ? 'processing' : statusOf(intent),
    requiresAction: intent.status === 'requires_action' && !voucher,
    voucher,
    isCanceledAsAbandoned: intent.cancellation_reason === 'abandoned',
    amountMinor: intent.amount,
    receivedMinor: intent.amount_received,
    currency: intent.currency,
    claimedOrderId: intent.metadata['order_id'] ?? null,
    failure: failureOf(intent.last_payment_error),
  };
}

/** All other and future statuses are `incomplete`. */
function statusOf({ status }: Stripe.PaymentIntent): Payment['status'] {
  const same: Payment['status'][] = ['succeeded', 'processing', 'canceled'];
  return same.find((each) => each === status) ?? 'incomplete';
}

function failureOf(error: Stripe.PaymentIntent['last_payment_error']): PaymentFailure | null {
  if (!error) return null;
  return {
    attempt: error.charge ?? error.payment_method?.id ?? error.code ?? error.type,
    code: error.decline_code ?? error.code ?? error.type,
    message: FOR_SHOPPERS.get(error.code) ?? error.message ?? 'The payment was declined.',
  };
}

// Stripe's messages for these address developers.
const FOR_SHOPPERS: ReadonlyMap<string | undefined, string> = new Map([
  ['payment_intent_authentication_failure', 'Your bank did not confirm that it was you.'],
]);
