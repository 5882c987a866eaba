import { type Book, toOfferLine } from '../../catalog/domain/book.js';
import type { Delivery } from '../../pricing/delivery.js';
import type { Offer } from '../../pricing/offer.js';
import { makeTaxedOffer, type Taxation } from '../../tax/domain/taxed-offer.js';
import { type CartLine, isOffered } from './cart-lines.js';

/** What the price of a cart is a function of. */
export interface Cart {
  lines: CartLine[];
  /** Null if no tax is collected. */
  taxation: Taxation | null;
}

export const EMPTY_CART: Cart = { lines: [], taxation: null };

/**
 * The offer of a cart with this delivery; null before one is chosen. Withdrawn and sold-out books are shown in the cart,
 * but are not part of the offer. Null if no line can be ordered.
 */
export function offerOf({ lines, taxation }: Cart, delivery: Delivery | null = null): Offer | null {
  const offered = lines.filter(isOffered);
  const parts = { lines: offered.map(({ book, quantity }) => toOfferLine(book, quantity)) };
  return makeTaxedOffer({ ...parts, delivery }, taxation);
}

/** Whether a price is not the one that the shopper has accepted. */
export function requiresConsent({ lines }: Pick<Cart, 'lines'>): boolean {
  return lines.some(({ formerPrice }) => formerPrice !== null);
}

/** The offer of “Buy now”, for one copy: null if withdrawn. Its stock is checked when it is reserved. */
export function offerOfOne(book: Book, taxation: Taxation | null): Offer | null {
  const unavailableReason = book.isForSale ? null : 'withdrawn';
  const line: CartLine = { book, quantity: 1, formerPrice: null, unavailableReason };
  return offerOf({ ...EMPTY_CART, lines: [line], taxation });
}

/** Without books that cannot be ordered, and copies that are not there. */
export function copiesToOrder({ lines }: Pick<Cart, 'lines'>): number {
  return lines
    .filter(isOffered)
    .reduce((sum, { book, quantity }) => sum + Math.min(quantity, book.stock ?? quantity), 0);
}
