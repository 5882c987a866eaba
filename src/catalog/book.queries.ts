import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import { type Book as BookRow, Prisma } from '../database/generated/client.js';
import { oneOf } from '../database/known-values.js';
import { columnsIn, placeholdersFor } from '../database/sql.js';
import { isCurrency } from '../money/currency.js';
import { money } from '../money/money.js';
import { TAX_CATEGORIES } from '../pricing/tax.js';
import {
  type Book,
  type BookDetails,
  canBuy,
  CONTRIBUTOR_ROLES,
  type CoverImage,
  FORMATS,
} from './domain/book.js';

/** As in the index: PostgreSQL sorts all books for sale unless its first column is named, which is null in all of them. */
const SHELF_ORDER = [
  { withdrawnAt: 'asc' as const },
  { shelfPosition: 'asc' as const },
  { id: 'asc' as const },
];
/** A shelf may begin with any number of books that are sold out. */
const LOOKED_THROUGH = 24;

const ALL = `SELECT ${columnsIn(Prisma.BookScalarFieldEnum)} FROM "Book"`;
const BY_SLUG = `${ALL} WHERE "slug" = ?`;

type Time = 'withdrawnAt' | 'createdAt' | 'updatedAt';
/** As it is stored: times are texts. */
type StoredBook = Omit<BookRow, Time> & Record<Time, unknown>;

@Injectable()
export class BookQueries {
  constructor(private readonly database: DatabaseService) {}

  /** The first books of the shelf. */
  async firstOnShelf(count: number): Promise<Book[]> {
    const rows = await this.database.reader.book.findMany({
      where: { withdrawnAt: null },
      orderBy: SHELF_ORDER,
      take: count,
    });
    return rows.map(toBook);
  }

  /** Up to `count` of the first books of the shelf that can be bought. */
  async firstInStock(count: number): Promise<Book[]> {
    return (await this.firstOnShelf(LOOKED_THROUGH)).filter(canBuy).slice(0, count);
  }

  /** Also finds withdrawn books. */
  async findBySlug(slug: string): Promise<Book | null> {
    const [row] = await this.database.sql.all<StoredBook>(BY_SLUG, slug);
    return row ? toBook(row) : null;
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
        role: oneOf('contributor role', CONTRIBUTOR_ROLES, role),
      })),
      subjects: subjects.map(({ subject }) => subject),
    };
  }

  /** In no particular order. Also finds withdrawn books. */
  async findByIds(ids: number[]): Promise<Book[]> {
    if (ids.length === 0) return [];
    const text = `${ALL} WHERE "id" IN (${placeholdersFor(ids)})`;
    return (await this.database.sql.all<StoredBook>(text, ...ids)).map(toBook);
  }

  /** In the order of the ids, without those that are not there. */
  async findInOrder(ids: number[]): Promise<Book[]> {
    const books = new Map((await this.findByIds(ids)).map((book) => [book.id, book]));
    return ids.flatMap((id) => books.get(id) ?? []);
  }

  /** Up to `count` books for sale that are priced in another currency. */
  async inOtherCurrencies(currency: string, count: number) {
    // Two ranges of an index: “not equal” would read it whole.
    const ranges = [{ lt: currency }, { gt: currency }];
    const found = await Promise.all(
      ranges.map((range) =>
        this.database.reader.book.findMany({
          where: { withdrawnAt: null, currency: range },
          select: { slug: true, currency: true, shelfPosition: true },
          take: count,
        }),
      ),
    );
    const books = found.flat().slice(0, count);
    return books.toSorted((one, other) => one.shelfPosition - other.shelfPosition);
  }
}

function toBook({ unitPriceMinor, currency, withdrawnAt, ...row }: StoredBook): Book {
  if (!isCurrency(currency)) throw new Error(`${row.slug} has an unknown currency: ${currency}`);
  return {
    ...row,
    format: row.format === null ? null : oneOf('format', FORMATS, row.format),
    price: money(unitPriceMinor, currency),
    coverImage: coverImageOf(row),
    taxCategory:
      row.taxCategory === null ? null : oneOf('tax category', TAX_CATEGORIES, row.taxCategory),
    isForSale: withdrawnAt === null,
  };
}

type CoverColumns = Pick<BookRow, 'coverFile' | 'coverType' | 'coverWidth' | 'coverHeight'>;

function coverImageOf(row: CoverColumns): CoverImage | null {
  const { coverFile: file, coverType: type, coverWidth: width, coverHeight: height } = row;
  return file && type && width && height ? { file, type, width, height } : null;
}
