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
  /** ISBN-13, digits only. */
  isbn: string | null;
  description: string;
  price: Money;
  /** Null: unlimited. */
  stock: number | null;
  /** `#rrggbb` */
  coverColor: string;
  isForSale: boolean;
}

/** Whether a copy of it can be bought now. */
export function canBuy({ isForSale, stock }: Pick<Book, 'isForSale' | 'stock'>): boolean {
  return isForSale && stock !== 0;
}

export function toOfferLine(book: Book, quantity: number): OfferLine {
  const { id: bookId, slug, title, author, price: unitPrice } = book;
  return { bookId, slug, title, author, unitPrice, quantity };
}
