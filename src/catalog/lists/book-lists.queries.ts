import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.module.js';
import { DatabaseService } from '../../database/database.service.js';
import type { Subject } from '../domain/book.js';
import { firstRows, type Keyset, ORDERS, rowsBeyond } from './keyset.js';
import type { Cursor, ListQuery, Sort } from './list-query.js';

/** Lists of up to this many books can be put into any order; longer ones only into those that have an index. */
export const MAX_SORTED = 2_000;

export interface CountedSubject extends Subject {
  /** Books for sale. */
  bookCount: number;
}

const FOUND = 'SELECT "value" AS "bookId" FROM json_each(:found)';
const OF_SUBJECT = `SELECT "bookId" FROM "BookSubject" WHERE "subjectCode" = :subject AND "shelfPosition" IS NOT NULL`;
const OF_AUTHOR = 'SELECT DISTINCT "bookId" FROM "BookContributor" WHERE "name" = :author';
const IN_SUBJECT = `EXISTS (SELECT 1 FROM "BookSubject" WHERE "bookId" = "id" AND "subjectCode" = :subject)`;
const BY_AUTHOR = `EXISTS (SELECT 1 FROM "BookContributor" WHERE "bookId" = "id" AND "name" = :author)`;

type Place = Record<string, unknown> & { id: number };
type Find<Row> = (parameters: Record<string, unknown>) => Row[];

/** The ids of lists, in their order. Raw SQL: Prisma neither compares with a collation nor keeps to an index. */
@Injectable()
export class BookListsQueries {
  readonly #prepared = new Map<string, Find<Place>>();

  constructor(
    private readonly database: DatabaseService,
    private readonly config: Config,
  ) {}

  /** Of all books, or of a subject in the order of the shelf. Null if there is no book at the cursor. */
  idsBeyond(query: ListQuery, count: number): number[] | null {
    const keyset = keysetOf(query);
    const parameters = { ...this.#currency, subject: query.subject, count };
    if (!query.cursor) return this.#ids(firstRows(keyset), parameters);
    const [place] = this.#placeOf(query.cursor, query.sort);
    if (!place) return null;
    const isBackwards = query.cursor.direction === 'before';
    const ids = this.#ids(rowsBeyond(keyset, isBackwards), { ...parameters, ...place });
    return isBackwards ? ids.toReversed() : ids;
  }

  /** Of the first MAX_SORTED books of a list; `found`: of these books, those of its subject and contributor. */
  sortedIds({ subject, author, sort }: ListQuery, found: readonly number[] | null): number[] {
    const { key, isDescending, where = 'TRUE' } = ORDERS[sort];
    const direction = isDescending ? 'DESC' : 'ASC';
    const conditions = [
      '"withdrawnAt" IS NULL',
      where,
      ...(subject === null ? [] : [IN_SUBJECT]),
      ...(author === null ? [] : [BY_AUTHOR]),
    ];
    const list = found ? FOUND : author === null ? OF_SUBJECT : OF_AUTHOR;
    return this.#ids(
      `SELECT "id" FROM (${list} LIMIT ${MAX_SORTED}) CROSS JOIN "Book" ON "id" = "bookId"
       WHERE ${conditions.join(' AND ')} ORDER BY ${key} ${direction}, "id" ${direction}`,
      { ...this.#currency, subject, author, found: JSON.stringify(found) },
    );
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

  #placeOf({ slug }: Cursor, sort: Sort): Place[] {
    const sql = `SELECT "id", ${ORDERS[sort].key} AS "key" FROM "Book" WHERE "slug" = :slug`;
    return this.#rows(sql, { slug });
  }

  #ids(sql: string, parameters: Record<string, unknown>): number[] {
    return this.#rows(sql, parameters).map(({ id }) => id);
  }

  #rows(sql: string, parameters: Record<string, unknown>): Place[] {
    let find = this.#prepared.get(sql);
    if (!find) {
      find = this.database.prepareRows<Place>(sql);
      this.#prepared.set(sql, find);
    }
    return find(parameters);
  }

  get #currency() {
    return { currency: this.config.get('currency', { infer: true }) };
  }
}

function keysetOf({ subject, sort }: ListQuery): Keyset {
  const order = ORDERS[sort];
  if (subject === null) {
    const { where = 'TRUE' } = order;
    return { from: '"Book"', where: `"withdrawnAt" IS NULL AND ${where}`, id: '"id"', order };
  }
  const where = '"subjectCode" = :subject AND "shelfPosition" IS NOT NULL';
  return { from: '"BookSubject"', where, id: '"bookId"', order: ORDERS.shelf };
}
