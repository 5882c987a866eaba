import type { Book } from '../../catalog/domain/book.js';
import { type Cart, type CartItem, MAX_QUANTITY } from './cart.js';

/** A change of what a shopper has in the cart. */
export type Change = (items: CartItem[]) => CartItem[];

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
  const hidden = owned
    .map((item) => ({ ...item, quantity: item.quantity - copiesOf(item.bookId, visible) }))
    .filter(({ quantity }) => quantity > 0);
  return [
    ...items.map((item) => ({ ...item, quantity: item.quantity + copiesOf(item.bookId, hidden) })),
    ...hidden.filter(({ bookId }) => copiesOf(bookId, items) === 0),
  ];
}

export function copiesOf(bookId: number, items: CartItem[]): number {
  return items.find((item) => item.bookId === bookId)?.quantity ?? 0;
}

/** Sets the quantity and accepts the current price. Zero removes the book. */
export function withQuantity(items: CartItem[], book: Book, quantity: number): CartItem[] {
  const { id: bookId, price } = book;
  if (quantity === 0) return items.filter((other) => other.bookId !== bookId);
  const change = { bookId, quantity, acceptedUnitMinor: price.minor };
  if (!items.some((other) => other.bookId === bookId)) return [...items, change];
  return items.map((other) => (other.bookId === bookId ? { ...other, ...change } : other));
}

/** Accepts the prices of the cart that the shopper has seen. */
export function withAccepted(items: CartItem[], { lines }: Cart): CartItem[] {
  const prices = new Map(lines.map(({ book }) => [book.id, book.price.minor]));
  return items.map((item) => ({
    ...item,
    acceptedUnitMinor: prices.get(item.bookId) ?? item.acceptedUnitMinor,
  }));
}

/** What is chosen on the cart's page: quantities by slug. */
export type Chosen = ReadonlyMap<string, number>;

const FIELD = /^quantity\[(.+)\]$/;

/** From the fields of the page's form: `quantity[slug]`. Null if one is not a quantity. */
export function chosenIn(fields: Record<string, unknown>): Chosen | null {
  const chosen = new Map<string, number>();
  for (const [name, value] of Object.entries(fields)) {
    const slug = FIELD.exec(name)?.[1];
    if (slug === undefined) continue;
    const quantity = typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : value;
    if (!isQuantity(quantity)) return null;
    chosen.set(slug, quantity);
  }
  return chosen;
}

function isQuantity(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_QUANTITY;
}

/** Whether the cart is another one than was chosen on its page. */
export function isOtherThan(chosen: Chosen, shown: Cart): boolean {
  return linesToChange(shown, chosen).length > 0;
}

/** `shown`: the cart that the shopper has seen. Books that are not in the cart any more are ignored. */
export function withChosen(items: CartItem[], shown: Cart, chosen: Chosen): CartItem[] {
  return linesToChange(shown, chosen)
    .filter(({ book }) => copiesOf(book.id, items) > 0)
    .reduce((all, { book, quantity }) => withQuantity(all, book, quantity), items);
}

function linesToChange({ lines }: Cart, chosen: Chosen) {
  return lines.flatMap(({ book, quantity: before }) => {
    const quantity = chosen.get(book.slug) ?? before;
    return quantity === before ? [] : [{ book, quantity }];
  });
}
