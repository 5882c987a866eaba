import type { Book } from '../../catalog/domain/book.js';
import type { CartItem } from './cart.js';

export interface Addition {
  quantity: number;
  /** When it was requested. */
  at: Date;
}

/** Two requests within this time come from one press of the button: see decision 13. */
const REPEATED_WITHIN_MS = 2_000;

/** Adds copies of the book, unless the same addition came a moment ago. */
export function withAddition(items: CartItem[], book: Book, addition: Addition): CartItem[] {
  const before = items.find(({ bookId }) => bookId === book.id);
  if (before && isRepeated(before, addition)) return items;
  const { quantity, at } = addition;
  const added = withQuantity(items, book, (before?.quantity ?? 0) + quantity);
  const last = { lastAddedAt: at, lastAddedQuantity: quantity };
  return added.map((item) => (item.bookId === book.id ? { ...item, ...last } : item));
}

function isRepeated(
  { lastAddedAt, lastAddedQuantity }: CartItem,
  { quantity, at }: Addition,
): boolean {
  if (!lastAddedAt || quantity !== lastAddedQuantity) return false;
  // The clock may have been set back.
  return Math.abs(at.getTime() - lastAddedAt.getTime()) < REPEATED_WITHIN_MS;
}

/** The items of a cart with copies on their way to be paid, which `visible` lacks. */
export function withInPayment(
  items: CartItem[],
  { owned, visible }: { owned: CartItem[]; visible: CartItem[] },
): CartItem[] {
  const countIn = (all: CartItem[], bookId: number) =>
    all.find((item) => item.bookId === bookId)?.quantity ?? 0;
  const hidden = owned
    .map((item) => ({ ...item, quantity: item.quantity - countIn(visible, item.bookId) }))
    .filter(({ quantity }) => quantity > 0);
  return [
    ...items.map((item) => ({ ...item, quantity: item.quantity + countIn(hidden, item.bookId) })),
    ...hidden.filter(({ bookId }) => countIn(items, bookId) === 0),
  ];
}

/** Sets the quantity and accepts the current price. Zero removes the book. */
export function withQuantity(items: CartItem[], book: Book, quantity: number): CartItem[] {
  const { id: bookId, price } = book;
  if (quantity === 0) return items.filter((other) => other.bookId !== bookId);
  const change = { bookId, quantity, acceptedUnitMinor: price.minor };
  if (!items.some((other) => other.bookId === bookId)) return [...items, change];
  return items.map((other) => (other.bookId === bookId ? { ...other, ...change } : other));
}
