import type { Book } from '../../catalog/domain/book.js';
import type { Cart } from './cart.js';
import { type CartItem, MAX_QUANTITY } from './cart-lines.js';

/** What a shopper has in the cart. */
export interface Contents {
  items: CartItem[];
}

export type Change = (before: Contents) => Contents;

export interface Addition {
  quantity: number;
  /** When it was requested. */
  at: Date;
}

/** Two requests within this time come from one press of the button: see decision 13. */
const REPEATED_WITHIN_MS = 2_000;

/** Adds copies of the book, unless the same addition came a moment ago. */
export function withAddition(contents: Contents, book: Book, addition: Addition): Contents {
  const before = contents.items.find(({ bookId }) => bookId === book.id);
  if (before && isRepeated(before, addition)) return contents;
  const { quantity, at } = addition;
  const { items } = withQuantity(contents, book, (before?.quantity ?? 0) + quantity);
  const last = { lastAddedAt: at, lastAddedQuantity: quantity };
  const added = items.map((item) => (item.bookId === book.id ? { ...item, ...last } : item));
  return { ...contents, items: added };
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
export function withQuantity(contents: Contents, book: Book, quantity: number): Contents {
  return { ...contents, items: itemsWith(contents.items, book, quantity) };
}

function itemsWith(items: CartItem[], { id: bookId, price }: Book, quantity: number): CartItem[] {
  if (quantity === 0) return items.filter((other) => other.bookId !== bookId);
  const change = { bookId, quantity, acceptedUnitMinor: price.minor };
  if (!items.some((other) => other.bookId === bookId)) return [...items, change];
  return items.map((other) => (other.bookId === bookId ? { ...other, ...change } : other));
}

/** Accepts the prices of the cart that the shopper has seen. */
export function withAccepted(contents: Contents, { lines }: Cart): Contents {
  const prices = new Map(lines.map(({ book }) => [book.id, book.price.minor]));
  const items = contents.items.map((item) => ({
    ...item,
    acceptedUnitMinor: prices.get(item.bookId) ?? item.acceptedUnitMinor,
  }));
  return { ...contents, items };
}

/** What is chosen on the cart's page. */
export interface Chosen {
  /** By slug. */
  quantities: ReadonlyMap<string, number>;
}

const FIELD = /^quantity\[(.+)\]$/;

/** From the fields of the page's form: `quantity[slug]`. Null if one is not a quantity. */
export function chosenIn(fields: Record<string, unknown>): Chosen | null {
  const quantities = quantitiesIn(fields);
  return quantities && { quantities };
}

function quantitiesIn(fields: Record<string, unknown>): Chosen['quantities'] | null {
  const quantities = new Map<string, number>();
  for (const [name, value] of Object.entries(fields)) {
    const slug = FIELD.exec(name)?.[1];
    if (slug === undefined) continue;
    const quantity = typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : value;
    if (!isQuantity(quantity)) return null;
    quantities.set(slug, quantity);
  }
  return quantities;
}

function isQuantity(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_QUANTITY;
}

/** Whether the cart is another one than was chosen on its page. */
export function isOtherThan(chosen: Chosen, shown: Cart): boolean {
  return linesToChange(shown, chosen).length > 0;
}

/** `shown`: the cart that the shopper has seen. Books that are not in the cart any more are ignored. */
export function withChosen(contents: Contents, shown: Cart, chosen: Chosen): Contents {
  return linesToChange(shown, chosen)
    .filter(({ book }) => copiesOf(book.id, contents.items) > 0)
    .reduce((all, { book, quantity }) => withQuantity(all, book, quantity), contents);
}

function linesToChange({ lines }: Cart, { quantities }: Chosen) {
  return lines.flatMap(({ book, quantity: before }) => {
    const quantity = quantities.get(book.slug) ?? before;
    return quantity === before ? [] : [{ book, quantity }];
  });
}
