import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.module.js';
import { DatabaseService } from '../../database/database.service.js';
import type { SqlValue } from '../../database/sql.js';
import type { Subject } from '../domain/book.js';
import { ALL_BOOKS, firstRows, type Keyset, ORDERS, rowsBeyond } from './keyset.js';
import type { Cursor, ListQuery, Sort } from './list-query.js';

/** Lists of up to this many books can be put into any order; longer ones only into those that have an index. */
export const MAX_SORTED = 2_000;

export interface CountedSubject extends Subject {
  /** Books for sale. */
  bookCount: number;
}

const FOUND = {
  sqlite: 'SELECT "value" AS "bookId" FROM json_each(:found)',
  postgresql:
    'SELECT CAST("value" AS INTEGER) AS "bookId" FROM json_array_elements_text(CAST(:found AS JSON))',
};
const OF_SUBJECT = `SELECT "bookId" FROM "BookSubject" WHERE "subjectCode" = :subject AND "shelfPosition" IS NOT NULL`;
const OF_AUTHOR = 'SELECT DISTINCT "bookId" FROM "BookContributor" WHERE "name" = :author';
const IN_SUBJECT = `EXISTS (SELECT 1 FROM "BookSubject" s WHERE s."bookId" = "id" AND "subjectCode" = :subject)`;

type Parameters = Record<string, SqlValue>;

/** The ids of lists, in their order. Raw SQL: Prisma neither compares with a collation nor keeps to an index. */
@Injectable()
export class BookListsQueries {
  constructor(
    private readonly database: DatabaseService,
    private readonly config: Config,
  ) {}

  /** Of all books, or of a subject in the order of the shelf. Null if there is no book at the cursor. */
  async idsBeyond(query: ListQuery, count: number): Promise<number[] | null> {
    const keyset = keysetOf(query);
    const parameters = { ...this.#currency, subject: query.subject, count };
    if (!query.cursor) return this.#ids(firstRows(keyset), parameters);
    const place = await this.#placeOf(query.cursor, query.sort);
    if (!place) return null;
    const isBackwards = query.cursor.direction === 'before';
    const ids = await this.#ids(rowsBeyond(keyset, isBackwards), { ...parameters, ...place });
    return isBackwards ? ids.toReversed() : ids;
  }

  /** Of a subject, of a contributor, or of both: the first MAX_SORTED books. */
  sortedIds({ subject, author, sort }: ListQuery): Promise<number[]> {
    const list = author === null ? OF_SUBJECT : OF_AUTHOR;
    const where = author !== null && subject !== null ? IN_SUBJECT : 'TRUE';
    return this.#sorted(list, where, sort, { subject, author });
  }

  /** These books, in this order. */
  sorted(ids: readonly number[], sort: Sort): Promise<number[]> {
    const found = JSON.stringify(ids);
    return this.#sorted(FOUND[this.database.kind], 'TRUE', sort, { found });
  }

  findSubject(code: string): Promise<CountedSubject | null> {
    return this.database.reader.subject.findUnique({ where: { code } });
  }

  /** Those with the most books. */
  largestSubjects(count: number): Promise<CountedSubject[]> {
    return this.database.reader.subject.findMany({
      where: { bookCount: { gt: 0 } },
      orderBy: [{ bookCount: 'desc' }, { name: 'asc' }],
      take: count,
    });
  }

  async #placeOf({ slug }: Cursor, sort: Sort): Promise<Parameters | undefined> {
    const sql = `SELECT "id", ${ORDERS[sort].key} AS "key" FROM "Book" WHERE "slug" = ?`;
    return (await this.database.sql.all<Parameters>(sql, slug))[0];
  }

  #sorted(list: string, condition: string, sort: Sort, parameters: Parameters): Promise<number[]> {
    const { key, isDescending, where = 'TRUE' } = ORDERS[sort];
    const direction = isDescending ? 'DESC' : 'ASC';
    // CROSS: SQLite begins with the list, rather than with an index that has the order.
    const sql = `SELECT "id" FROM (${list} LIMIT ${MAX_SORTED}) AS listed CROSS JOIN "Book"
      WHERE "id" = listed."bookId" AND "withdrawnAt" IS NULL AND ${where} AND ${condition}
      ORDER BY ${key} ${direction}, "id" ${direction}`;
    return this.#ids(sql, { ...this.#currency, ...parameters });
  }

  async #ids(sql: string, parameters: Parameters): Promise<number[]> {
    return (await this.database.sql.all<{ id: number }>(sql, parameters)).map(({ id }) => id);
  }

  get #currency() {
    return { currency: this.config.get('currency', { infer: true }) };
  }
}

function keysetOf({ subject, sort }: ListQuery): Keyset {
  const order = ORDERS[sort];
  if (subject === null) {
    const { where = 'TRUE' } = order;
    return { ...ALL_BOOKS, where: `${ALL_BOOKS.where} AND ${where}`, order };
  }
  const where = '"subjectCode" = :subject AND "shelfPosition" IS NOT NULL';
  return {
    from: '"BookSubject"',
    where,
    constant: '"subjectCode"',
    id: '"bookId"',
    order: ORDERS.shelf,
  };
}
