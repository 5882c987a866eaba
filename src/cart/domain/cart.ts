import type { Book } from '../../catalog/domain/book.js';
import { add, money, multiply, type Money } from '../../money/money.js';

/** Copies of one book in one cart. The database holds it too. */
export const MOST_COPIES = 10;

/** What was put in: a book, how many, and the price that the shopper saw then. */
export interface CartItem {
  bookId: number;
  quantity: number;
  agreedUnitMinor: number;
}

/** How many of a book: paid for by an order from this cart, or held by one. */
export interface BookCopies {
  bookId: number;
  quantity: number;
}

export interface CartLine {
  book: Book;
  quantity: number;
  /** The price that the shopper saw, where it is no longer the price. */
  formerPrice: Money | null;
  /** Why this line cannot be bought as it stands. */
  obstacle: 'withdrawn' | 'sold-out' | 'too-few' | null;
}

export interface Cart {
  id: string;
  version: number;
  lines: CartLine[];
}

/** What is left when what was bought has gone: more put in meanwhile stays. */
export function withoutBought(items: CartItem[], bought: BookCopies[]): CartItem[] {
  return items
    .map((item) => ({ ...item, quantity: item.quantity - countOf(bought, item.bookId) }))
    .filter(({ quantity }) => quantity > 0);
}

function countOf(bought: BookCopies[], bookId: number): number {
  return bought
    .filter((line) => line.bookId === bookId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** The items as the shelf stands now. What an order from this very cart holds is there for it. */
export function toLines(items: CartItem[], books: Book[], held: BookCopies[]): CartLine[] {
  return items.flatMap((item) => {
    const book = books.find(({ id }) => id === item.bookId);
    return book ? [toLine(item, withHeld(book, held))] : [];
  });
}

function withHeld(book: Book, held: BookCopies[]): Book {
  if (book.stock === null) return book;
  return { ...book, stock: book.stock + countOf(held, book.id) };
}

function toLine({ quantity, agreedUnitMinor }: CartItem, book: Book): CartLine {
  const isSamePrice = agreedUnitMinor === book.price.minor;
  return {
    book,
    quantity,
    formerPrice: isSamePrice ? null : money(agreedUnitMinor, book.price.currency),
    obstacle: obstacleOf(quantity, book),
  };
}

function obstacleOf(quantity: number, { isForSale, stock }: Book): CartLine['obstacle'] {
  if (!isForSale) return 'withdrawn';
  if (stock === 0) return 'sold-out';
  return stock !== null && stock < quantity ? 'too-few' : null;
}

/** Lines that count: a withdrawn or sold-out book stays in sight, but is not bought. */
export function buyableLines(lines: CartLine[]): CartLine[] {
  return lines.filter(({ obstacle }) => obstacle !== 'withdrawn' && obstacle !== 'sold-out');
}

/** Null for a cart in which nothing can be bought. */
export function totalOf(lines: CartLine[]): Money | null {
  const [first, ...rest] = buyableLines(lines).map(({ book, quantity }) =>
    multiply(book.price, quantity),
  );
  return first ? rest.reduce(add, first) : null;
}

/** Says what a cart page showed, so that checking out can tell whether it still holds. */
export function digestOf(lines: CartLine[]): string {
  return buyableLines(lines)
    .map(({ book, quantity }) => [book.id, quantity, book.price.minor].join(':'))
    .sort()
    .join(',');
}

export function copiesIn(lines: readonly { quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
