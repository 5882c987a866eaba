import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';

/** The numbers of the books in one file of the sitemap: at most so many links, read in some 20 ms. */
const RANGE = 5_000;
// `= TRUE`: SQLite is to read the range of ids, not the index of all books for sale.
const SLUGS = `SELECT "slug" FROM "Book"
  WHERE "id" > ? AND "id" <= ? AND ("withdrawnAt" IS NULL) = TRUE ORDER BY "id"`;

/** The addresses of all books, in files of a bounded size: file n has the books with the nth range of ids. */
@Injectable()
export class DiscoveryQueries {
  constructor(private readonly database: DatabaseService) {}

  async fileCount(): Promise<number> {
    const last = await this.database.reader.book.findFirst({
      orderBy: { id: 'desc' },
      select: { id: true },
    });
    return Math.max(1, Math.ceil((last?.id ?? 0) / RANGE));
  }

  /** `file` counts from 1. */
  async slugsForSale(file: number): Promise<string[]> {
    const after = (file - 1) * RANGE;
    const rows = await this.database.sql.all<{ slug: string }>(SLUGS, after, after + RANGE);
    return rows.map(({ slug }) => slug);
  }
}
