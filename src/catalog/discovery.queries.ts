import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';

/** The numbers of the books in one file of the sitemap: at most so many links, read in some 20 ms. */
const RANGE = 5_000;
// `+`: the range of ids is what is to be read, not the index of all books for sale.
const SLUGS = `SELECT "slug" FROM "Book"
  WHERE "id" > :after AND "id" <= :upTo AND +"withdrawnAt" IS NULL ORDER BY "id"`;

/** The addresses of all books, in files of a bounded size: file n has the books with the nth range of ids. */
@Injectable()
export class DiscoveryQueries {
  #slugs: ((range: { after: number; upTo: number }) => { slug: string }[]) | undefined;

  constructor(private readonly database: DatabaseService) {}

  async fileCount(): Promise<number> {
    const last = await this.database.reader.book.findFirst({
      orderBy: { id: 'desc' },
      select: { id: true },
    });
    return Math.max(1, Math.ceil((last?.id ?? 0) / RANGE));
  }

  /** `file` counts from 1. */
  slugsForSale(file: number): string[] {
    this.#slugs ??= this.database.prepareRows<{ slug: string }>(SLUGS);
    const after = (file - 1) * RANGE;
    return this.#slugs({ after, upTo: after + RANGE }).map(({ slug }) => slug);
  }
}
