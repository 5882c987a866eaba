import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import type { Book as BookRow } from '../database/generated/client.js';
import { isCurrency } from '../money/currency.js';
import { money } from '../money/money.js';
import {
  type Book,
  type BookDetails,
  CONTRIBUTOR_ROLES,
  type CoverImage,
  FORMATS,
} from './domain/book.js';

const SHELF_ORDER = [{ shelfPosition: 'asc' as const }, { id: 'asc' as const }];
/** Of the sitemap’s format, less the home page. */
const MAX_SITEMAP_LINKS = 49_999;

@Injectable()
export class BookQueries {
  constructor(private readonly database: DatabaseService) {}

  async listForSale(): Promise<Book[]> {
    const rows = await this.database.reader.book.findMany({
      where: { withdrawnAt: null },
      orderBy: SHELF_ORDER,
    });
    return rows.map(toBook);
  }

  /** The first books of the shelf that can be bought, without this one. */
  async findOthersInStock(slug: string, count: number): Promise<Book[]> {
    const rows = await this.database.reader.book.findMany({
      where: {
        withdrawnAt: null,
        slug: { not: slug },
        OR: [{ stock: null }, { stock: { gt: 0 } }],
      },
      orderBy: SHELF_ORDER,
      take: count,
    });
    return rows.map(toBook);
  }

  /** As many as fit into one sitemap. */
  async slugsForSale(): Promise<string[]> {
    const rows = await this.database.reader.book.findMany({
      where: { withdrawnAt: null },
      select: { slug: true },
      orderBy: SHELF_ORDER,
      take: MAX_SITEMAP_LINKS,
    });
    return rows.map(({ slug }) => slug);
  }

  /** Also finds withdrawn books. */
  async findBySlug(slug: string): Promise<Book | null> {
    const row = await this.database.reader.book.findUnique({ where: { slug } });
    return row && toBook(row);
  }

  /** Also finds withdrawn books. */
  async findDetailsBySlug(slug: string): Promise<BookDetails | null> {
    const row = await this.database.reader.book.findUnique({
      where: { slug },
      include: {
        contributors: { orderBy: { position: 'asc' } },
        subjects: { orderBy: { position: 'asc' }, include: { subject: true } },
      },
    });
    if (!row) return null;
    const { contributors, subjects, ...book } = row;
    return {
      ...toBook(book),
      contributors: contributors.map(({ name, role }) => ({
        name,
        role: oneOf(CONTRIBUTOR_ROLES, role),
      })),
      subjects: subjects.map(({ subject }) => subject),
    };
  }

  /** In no particular order. Also finds withdrawn books. */
  async findByIds(ids: number[]): Promise<Book[]> {
    const rows = await this.database.reader.book.findMany({ where: { id: { in: ids } } });
    return rows.map(toBook);
  }

  /** Books for sale that are priced in another currency. */
  inOtherCurrencies(currency: string): Promise<{ slug: string; currency: string }[]> {
    return this.database.reader.book.findMany({
      where: { withdrawnAt: null, currency: { not: currency } },
      select: { slug: true, currency: true },
      orderBy: { shelfPosition: 'asc' },
    });
  }
}

function toBook({ unitPriceMinor, currency, withdrawnAt, ...row }: BookRow): Book {
  if (!isCurrency(currency)) throw new Error(`${row.slug} has an unknown currency: ${currency}`);
  return {
    ...row,
    format: row.format === null ? null : oneOf(FORMATS, row.format),
    price: money(unitPriceMinor, currency),
    coverImage: coverImageOf(row),
    isForSale: withdrawnAt === null,
  };
}

type CoverColumns = Pick<BookRow, 'coverFile' | 'coverType' | 'coverWidth' | 'coverHeight'>;

function coverImageOf(row: CoverColumns): CoverImage | null {
  const { coverFile: file, coverType: type, coverWidth: width, coverHeight: height } = row;
  return file && type && width && height ? { file, type, width, height } : null;
}

/** The database has a CHECK that says the same. */
function oneOf<T extends string>(values: readonly T[], text: string): T {
  const value = values.find((each) => each === text);
  if (value === undefined) throw new Error(`${text} is none of ${values.join(', ')}`);
  return value;
}
