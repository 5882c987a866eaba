import type { Money } from '../../money/money.js';
import type { OfferLine } from '../../pricing/offer.js';

export interface Book {
  id: number;
  slug: string;
  title: string;
  subtitle: string | null;
  author: string;
  publisher: string | null;
  publishedYear: number | null;
  /** ISBN-13, digits only; null where it is not certain. */
  isbn: string | null;
  description: string;
  price: Money;
  /** Null: as many as anyone asks for. */
  stock: number | null;
  /** `#rrggbb` */
  coverColor: string;
  isForSale: boolean;
}

/** So many copies of it, as it is sold now. */
export function toOfferLine(book: Book, quantity: number): OfferLine {
  const { id: bookId, slug, title, author, price: unitPrice } = book;
  return { bookId, slug, title, author, unitPrice, quantity };
}
