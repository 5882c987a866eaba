import { type Book, toOfferLine } from '../../catalog/domain/book.js';
import { money, type Money } from '../../money/money.js';
import type { Delivery } from '../../pricing/delivery.js';
import type { Offer } from '../../pricing/offer.js';
import { makeTaxedOffer, type Taxation } from '../../tax/domain/taxed-offer.js';

/** The maximum quantity of a book in a cart. A CHECK constraint has the same number. */
export const MAX_QUANTITY = 10;

export interface CartItem {
  bookId: number;
  quantity: number;
  acceptedUnitMinor: number;
  /** Of the last addition, if there was one: see `withAddition`. */
  lastAddedAt?: Date | null;
  lastAddedQuantity?: number | null;
}

/** Copies of a book that orders from a cart have purchased or reserved. */
export interface LineQuantity {
  bookId: number;
  quantity: number;
}

export interface CartLine {
  book: Book;
  quantity: number;
  /** The accepted price, if the price has changed. */
  formerPrice: Money | null;
  /** Why this line cannot be ordered. */
  unavailableReason: 'withdrawn' | 'sold-out' | 'too-few' | null;
}

/** What the price of a cart is a function of. */
export interface Cart {
  lines: CartLine[];
  /** Null if no tax is collected. */
  taxation: Taxation | null;
}

export const EMPTY_CART: Cart = { lines: [], taxation: null };

/** Subtracts purchased copies. Copies added after the purchase remain. */
export function withoutPurchased(items: CartItem[], purchased: LineQuantity[]): CartItem[] {
  return items
    .map((item) => ({ ...item, quantity: item.quantity - countOf(purchased, item.bookId) }))
    .filter(({ quantity }) => quantity > 0);
}

function countOf(purchased: LineQuantity[], bookId: number): number {
  return purchased
    .filter((line) => line.bookId === bookId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** The lines with current books. Copies reserved by an order from this cart count as in stock. */
export function toLines(items: CartItem[], books: Book[], reserved: LineQuantity[]): CartLine[] {
  return items.flatMap((item) => {
    const book = books.find(({ id }) => id === item.bookId);
    return book ? [toLine(item, withReserved(book, reserved))] : [];
  });
}

function withReserved(book: Book, reserved: LineQuantity[]): Book {
  if (book.stock === null) return book;
  return { ...book, stock: book.stock + countOf(reserved, book.id) };
}

function toLine({ quantity, acceptedUnitMinor }: CartItem, book: Book): CartLine {
  const isSamePrice = acceptedUnitMinor === book.price.minor;
  return {
    book,
    quantity,
    formerPrice: isSamePrice ? null : money(acceptedUnitMinor, book.price.currency),
    unavailableReason: unavailableReasonOf(quantity, book),
  };
}

function unavailableReasonOf(
  quantity: number,
  { isForSale, stock }: Book,
): CartLine['unavailableReason'] {
  if (!isForSale) return 'withdrawn';
  if (stock === 0) return 'sold-out';
  return stock !== null && stock < quantity ? 'too-few' : null;
}

/**
 * The offer of a cart with this delivery; null before one is chosen. Withdrawn and sold-out books are shown in the cart,
 * but are not part of the offer. Null if no line can be ordered.
 */
export function offerOf({ lines, taxation }: Cart, delivery: Delivery | null = null): Offer | null {
  const offered = lines.filter(isOffered);
  const parts = { lines: offered.map(({ book, quantity }) => toOfferLine(book, quantity)) };
  return makeTaxedOffer({ ...parts, delivery }, taxation);
}

/** False for what the cart shows only. */
export function isOffered({ unavailableReason }: CartLine): boolean {
  return unavailableReason !== 'withdrawn' && unavailableReason !== 'sold-out';
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
