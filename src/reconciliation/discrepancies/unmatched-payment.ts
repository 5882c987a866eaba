import { formatMinor } from '../../money/format.js';
import { isFullyClosed, type Payment, type Refund, refundedTotal } from '../../payments/payment.js';

/** The shop's value. */
export const NO_ORDER = 'no order has it';

export function unmatchedPaymentSubject(paymentIntentId: string) {
  return { kind: 'payment_of_no_order', subjectId: paymentIntentId, orderId: null } as const;
}

/** Stripe's value. Null if the payment is canceled or refunded in full. */
export function describeUnmatchedPayment(
  payment: Payment,
  refunds: readonly Refund[],
): string | null {
  if (isFullyClosed(payment, refunds)) return null;
  const { status, amountMinor, currency, claimedOrderId } = payment;
  const refunded = refundedTotal(refunds);
  const claim = claimedOrderId ? `, said to be for order ${claimedOrderId}` : '';
  const refund = refunded > 0 ? `, ${formatMinor(refunded, currency)} gone back` : '';
  return `${status}: ${formatMinor(amountMinor, currency)}${refund}${claim}`;
}
