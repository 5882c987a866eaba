import type { Money } from '../../money/money.js';
import type { OfferLine } from '../../pricing/offer.js';
import type { TaxCategory } from '../../pricing/tax.js';

export const FORMATS = ['hardcover', 'paperback', 'ebook', 'audiobook'] as const;
export type Format = (typeof FORMATS)[number];

export const CONTRIBUTOR_ROLES = [
  'author',
  'editor',
  'translator',
  'illustrator',
  'foreword',
  'introduction',
  'narrator',
  'photographer',
  'contributor',
] as const;
export type ContributorRole = (typeof CONTRIBUTOR_ROLES)[number];

export interface Contributor {
  name: string;
  role: ContributorRole;
}

/** A code of the shop’s classification, such as Thema or BISAC, and what it is called. */
export interface Subject {
  code: string;
  name: string;
}

/** A file in the covers folder, its media type, and its size in pixels. */
export interface CoverImage {
  file: string;
  type: string;
  width: number;
  height: number;
}

export interface Book {
  id: number;
  slug: string;
  title: string;
  subtitle: string | null;
  /** As the title page names the authors. */
  author: string;
  publisher: string | null;
  /** As far as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  publicationDate: string | null;
  format: Format | null;
  pages: number | null;
  /** A tag of BCP 47. */
  language: string | null;
  weightGrams: number | null;
  /** ISBN-13, digits only. */
  isbn: string | null;
  description: string;
  price: Money;
  /** Null: unlimited. */
  stock: number | null;
  /** `#rrggbb` */
  coverColor: string;
  /** Null: the cover is drawn. */
  coverImage: CoverImage | null;
  /** Null: `book`. */
  taxCategory: TaxCategory | null;
  isForSale: boolean;
}

/** A book with what only its own page shows. */
export interface BookDetails extends Book {
  /** In the order of the title page. */
  contributors: Contributor[];
  /** The main subject first. */
  subjects: Subject[];
}

/** Whether a copy of it can be bought now. */
export function canBuy({ isForSale, stock }: Pick<Book, 'isForSale' | 'stock'>): boolean {
  return isForSale && stock !== 0;
}

export function toOfferLine(book: Book, quantity: number): OfferLine {
  const { id: bookId, slug, title, author, price: unitPrice, taxCategory } = book;
  return { bookId, slug, title, author, unitPrice, quantity, taxCategory: taxCategory ?? 'book' };
}
