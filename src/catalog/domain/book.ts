import type { Money } from '../../money/money.js';

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
