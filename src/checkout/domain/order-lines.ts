import type { Book } from '../../catalog/domain/book.js';
import { buyableLines, type CartLine } from '../../cart/domain/cart.js';
import type { OrderLine } from '../../orders/domain/order.js';

/** A book as it is sold now: later prices and titles do not touch the line. */
export function toOrderLine(book: Book, quantity: number): OrderLine {
  const { id: bookId, slug, title, author, price: unitPrice } = book;
  return { bookId, slug, title, author, unitPrice, quantity };
}

/** What of a cart can be bought. */
export function toOrderLines(lines: CartLine[]): OrderLine[] {
  return buyableLines(lines).map(({ book, quantity }) => toOrderLine(book, quantity));
}

/**
 * Whether the cart still asks for what the order promises: the same books, as many of each. Prices
 * do not count: what is charged is what the order says and its payment page showed.
 */
export function isStillAskedFor(ordered: OrderLine[], lines: CartLine[]): boolean {
  return booksOf(ordered) === booksOf(toOrderLines(lines));
}

function booksOf(lines: OrderLine[]): string {
  return lines
    .map(({ bookId, quantity }) => `${bookId}:${quantity}`)
    .sort()
    .join(',');
}
