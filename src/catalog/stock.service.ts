import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';

export interface BookStock {
  slug: string;
  title: string;
  /** Copies that can be ordered: those that orders hold are not among them. Null: unlimited. */
  stock: number | null;
}

/** Whole numbers of copies; `set` may be 0, and null is unlimited. */
export type StockChange = { add: number } | { remove: number } | { set: number | null };

/** The stock of a book, as a person reads and changes it. */
@Injectable()
export class StockService {
  constructor(private readonly database: DatabaseService) {}

  /** Null if there is no such book. */
  find(slug: string): Promise<BookStock | null> {
    return this.database.reader.book.findUnique({ where: { slug }, select: COLUMNS });
  }

  /** Orders may be placed meanwhile. Null if there is no such book. `refused`: nothing was changed, and why. */
  change(slug: string, change: StockChange): Promise<BookStock | { refused: string } | null> {
    return this.database.write(async (tx) => {
      const book = await tx.book.findUnique({ where: { slug }, select: COLUMNS });
      if (!book) return null;
      const stock = stockAfter(book.stock, change);
      if (stock === 'unlimited') return { refused: `The stock of ${slug} is not limited: give --set.` }; // prettier-ignore
      if (stock !== null && (stock < 0 || stock > MAX_STOCK))
        return { refused: `${slug} would have ${stock} copies: it can have 0 to ${MAX_STOCK}.` };
      return tx.book.update({ where: { slug }, data: { stock }, select: COLUMNS });
    });
  }
}

const COLUMNS = { slug: true, title: true, stock: true } as const;
const MAX_STOCK = 1_000_000;

function stockAfter(stock: number | null, change: StockChange): number | null | 'unlimited' {
  if ('set' in change) return change.set;
  if (stock === null) return 'unlimited';
  return 'add' in change ? stock + change.add : stock - change.remove;
}
