import type { Book } from '../../catalog/domain/book.js';
import { money, type Money } from '../../money/money.js';

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

/** False for what the cart shows only. */
export function isOffered({ unavailableReason }: CartLine): boolean {
  return unavailableReason !== 'withdrawn' && unavailableReason !== 'sold-out';
}
