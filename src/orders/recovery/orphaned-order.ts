import { isCurrency } from '../../money/currency.js';
import type { ListedPayment } from '../../payments/payment.js';

/** What Stripe still knows of an order that our records have lost. What was ordered is not in it. */
export interface OrphanedOrder {
  id: string;
  /** As the shopper was told it. */
  number: number;
  /** The order as `describe` had it: its first book, and how many more. */
  description: string;
  payment: ListedPayment;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DESCRIPTION = /^Folio order (\d{1,9}): /;

/**
 * The order that this payment was made for. Null for what this shop did not begin: an account may
 * serve other programs too.
 */
export function parseOrphanedOrder(payment: ListedPayment): OrphanedOrder | null {
  const { claimedOrderId, description, currency } = payment;
  const number = DESCRIPTION.exec(description ?? '')?.[1];
  if (!claimedOrderId || !UUID.test(claimedOrderId) || !description || !number) return null;
  if (!isCurrency(currency)) return null;
  return { id: claimedOrderId, number: Number(number), description, payment };
}

export function orphanedOrderReason({ description }: Pick<OrphanedOrder, 'description'>): string {
  return (
    'Our records of this order were lost when the database was restored. Stripe calls it ' +
    `“${description}”; its lines are not known, and its copies are not taken off the shelf.`
  );
}
