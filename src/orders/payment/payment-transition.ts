import { format, formatMinor } from '../../money/format.js';
import { type Money } from '../../money/money.js';
import type { Payment } from '../../payments/payment.js';
import type { OrderEvent } from '../domain/order-state.js';

/** An order event with its data. */
export interface OrderTransition {
  event: OrderEvent;
  /** A sentence for people, for declined and mismatched payments. */
  reason: string | null;
  /** Identifies the declined attempt, which is recorded once. */
  failedAttempt?: string | null;
  /** The payment, if money was received. */
  received: Payment | null;
}

/** Maps the status of a payment to an event of an order with this total. */
export function transitionForPayment(total: Money, payment: Payment): OrderTransition {
  switch (payment.status) {
    case 'succeeded':
      return transitionForSuccess(total, payment);
    case 'processing':
      return { event: 'payment_processing', reason: null, received: null };
    case 'canceled':
      // By OrderExpiryService, which writes the same event.
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

/** Requires the exact amount and currency; otherwise the order goes to review. */
function transitionForSuccess(total: Money, payment: Payment): OrderTransition {
  const { receivedMinor, amountMinor, currency } = payment;
  const isExact =
    currency === total.currency && amountMinor === total.minor && receivedMinor === total.minor;
  if (isExact) return { event: 'payment_succeeded', reason: null, received: payment };
  const received = `${formatMinor(receivedMinor, currency)} of ${formatMinor(amountMinor, currency)}`;
  const reason = `Stripe received ${received}, and the order is for ${format(total)}.`;
  return { event: 'payment_mismatched', reason, received: payment };
}
