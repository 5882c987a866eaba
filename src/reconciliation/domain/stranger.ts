import type { Payment, Refund } from '../../payments/domain/payment.js';

/** What the shop says of it. */
export const NO_ORDER = 'no order has it';

/** A payment that no order has, as a discrepancy is about it. */
export function strangerSubject(paymentIntentId: string) {
  return { kind: 'payment_of_no_order', subjectId: paymentIntentId, orderId: null } as const;
}

/** What Stripe says of it. Null when there is nothing to look at: nobody paid it and nobody can, or all has gone back. */
export function tellStranger(payment: Payment, refunds: readonly Refund[]): string | null {
  const { status, amountMinor, receivedMinor, currency, claimedOrderId } = payment;
  if (status === 'canceled' && receivedMinor === 0) return null;
  const given = refunds.filter(({ outcome }) => outcome === 'given');
  const back = given.reduce((sum, refund) => sum + refund.amountMinor, 0);
  if (status === 'succeeded' && back >= receivedMinor) return null;
  const claim = claimedOrderId ? `, said to be for order ${claimedOrderId}` : '';
  return `${status}: ${amountMinor} ${currency}${back > 0 ? `, ${back} gone back` : ''}${claim}`;
}
