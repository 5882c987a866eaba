import { formatMinor } from '../../money/format.js';
import { isFullyClosed, type Payment, type Refund, refundedTotal } from '../../payments/payment.js';

/** What the shop says of it. */
export const NO_ORDER = 'no order has it';

/** A payment that no order has, as a discrepancy is about it. */
export function unmatchedPaymentSubject(paymentIntentId: string) {
  return { kind: 'payment_of_no_order', subjectId: paymentIntentId, orderId: null } as const;
}

/** What Stripe says of it. Null when there is nothing to look at. */
export function describeUnmatchedPayment(
  payment: Payment,
  refunds: readonly Refund[],
): string | null {
  if (isFullyClosed(payment, refunds)) return null;
  const { status, amountMinor, currency, claimedOrderId } = payment;
  const back = refundedTotal(refunds);
  const claim = claimedOrderId ? `, said to be for order ${claimedOrderId}` : '';
  const left = back > 0 ? `, ${formatMinor(back, currency)} gone back` : '';
  return `${status}: ${formatMinor(amountMinor, currency)}${left}${claim}`;
}
