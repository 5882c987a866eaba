import { format, formatMinor } from '../../money/format.js';
import { type Money } from '../../money/money.js';
import type { Payment } from '../../payments/payment.js';
import type { OrderEvent } from '../domain/order-state.js';

/** Something that happened to an order. */
export interface OrderTransition {
  event: OrderEvent;
  /** In words a person can read, where there is a reason. */
  reason: string | null;
  /** Which attempt was declined: the same one is not told of twice. */
  failedAttempt?: string | null;
  /** The payment that brought money, where one did. */
  received: Payment | null;
}

/** What the payment's present state means for an order of this total. */
export function transitionForPayment(total: Money, payment: Payment): OrderTransition {
  switch (payment.status) {
    case 'succeeded':
      return transitionForSuccess(total, payment);
    case 'processing':
      return { event: 'payment_processing', reason: null, received: null };
    case 'canceled':
      // Ours: see OrderExpiryService. Whoever hears of it first says the same.
      if (payment.isCanceledAsAbandoned)
        return { event: 'order_expired', reason: null, received: null };
      return { event: 'payment_canceled', reason: null, received: null };
    case 'incomplete':
      if (payment.requiresAction || !payment.failure) {
        return { event: 'payment_incomplete', reason: null, received: null };
      }
      return {
        event: 'payment_failed',
        reason: payment.failure.message,
        failedAttempt: payment.failure.attempt,
        received: null,
      };
  }
}

/** Paid is what was asked for, in the currency it was asked in: anything else a person looks at. */
function transitionForSuccess(total: Money, payment: Payment): OrderTransition {
  const { receivedMinor, amountMinor, currency } = payment;
  const asAgreed =
    currency === total.currency && amountMinor === total.minor && receivedMinor === total.minor;
  if (asAgreed) return { event: 'payment_succeeded', reason: null, received: payment };
  const came = `${formatMinor(receivedMinor, currency)} of ${formatMinor(amountMinor, currency)}`;
  const reason = `Stripe received ${came}, and the order is for ${format(total)}.`;
  return { event: 'payment_mismatched', reason, received: payment };
}
