import { type Book, toOfferLine } from '../../catalog/domain/book.js';
import { money, type Money } from '../../money/money.js';
import { makeOffer, type Offer } from '../../pricing/offer.js';

/** Copies of one book in one cart. The database holds it too. */
export const MAX_QUANTITY = 10;

/** What was put in: a book, how many, and the price that the shopper saw then. */
export interface CartItem {
  bookId: number;
  quantity: number;
  acceptedUnitMinor: number;
}

/** How many of a book: paid for by an order from this cart, or held by one. */
export interface LineQuantity {
  bookId: number;
  quantity: number;
}

export interface CartLine {
  book: Book;
  quantity: number;
  /** The price that the shopper saw, where it is no longer the price. */
  formerPrice: Money | null;
  /** Why this line cannot be bought as it stands. */
  unavailableReason: 'withdrawn' | 'sold-out' | 'too-few' | null;
}

export interface Cart {
  id: string;
  lines: CartLine[];
}

/** What is left when what was bought has gone: more put in meanwhile stays. */
export function withoutPurchased(items: CartItem[], bought: LineQuantity[]): CartItem[] {
  return items
    .map((item) => ({ ...item, quantity: item.quantity - countOf(bought, item.bookId) }))
    .filter(({ quantity }) => quantity > 0);
}

function countOf(bought: LineQuantity[], bookId: number): number {
  return bought
    .filter((line) => line.bookId === bookId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** The items as the shelf stands now. What an order from this very cart holds is there for it. */
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
 * What the cart comes to, and what an order from it is for. A withdrawn or sold-out book stays in sight,
 * but is not bought. Null where nothing can be bought.
 */
export function offerOf(cart: readonly CartLine[]): Offer | null {
  const lines = cart
    .filter(
      ({ unavailableReason }) =>
        unavailableReason !== 'withdrawn' && unavailableReason !== 'sold-out',
    )
    .map(({ book, quantity }) => toOfferLine(book, quantity));
  return lines.length > 0 ? makeOffer({ lines }) : null;
}

export function totalQuantity(lines: readonly { quantity: number }[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
