import { isCurrency } from '../../money/currency.js';
import type { ListedPayment } from '../../payments/payment.js';

/** What Stripe has of an order that is not in the database. Its lines are unknown. */
export interface OrphanedOrder {
  id: string;
  number: number;
  /** See `paymentDescription`. */
  description: string;
  payment: ListedPayment;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NUMBER = /^\d{1,9}$/;
/** Of a payment that was made before the metadata had the number. */
const FORMER_DESCRIPTION = /^Folio order (\d{1,9}): /;

/** Null if the payment is not this shop's: the account may be used by other programs. */
export function parseOrphanedOrder(payment: ListedPayment): OrphanedOrder | null {
  const { claimedOrderId, currency } = payment;
  const number = numberOf(payment);
  if (!claimedOrderId || !UUID.test(claimedOrderId) || !number) return null;
  if (!isCurrency(currency)) return null;
  const description = payment.description ?? `Order ${number}`;
  return { id: claimedOrderId, number: Number(number), description, payment };
}

/** Not by today's description, which another program's may be like, and which can be edited at Stripe. */
function numberOf({ claimedOrderNumber, description }: ListedPayment): string | undefined {
  if (claimedOrderNumber !== null) return NUMBER.exec(claimedOrderNumber)?.[0];
  return FORMER_DESCRIPTION.exec(description ?? '')?.[1];
}

export function orphanedOrderReason({ description }: Pick<OrphanedOrder, 'description'>): string {
  return (
    'Our records of this order were lost when the database was restored. Stripe calls it ' +
    `“${description}”; its lines are not known, and its copies are not taken off the shelf.`
  );
}
