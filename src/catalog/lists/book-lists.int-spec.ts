import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type DatabaseKind,
  describeOnEach,
  freshLocation,
} from '../../../test/support/each-database.js';
import type { Config } from '../../config/config.module.js';
import { DatabaseService } from '../../database/database.service.js';
import type { SqlValue } from '../../database/sql.js';
import { BookQueries } from '../book.queries.js';
import { FullTextSearch } from '../search/full-text-search.repository.js';
import { BookListsQueries } from './book-lists.queries.js';
import { BookListsService } from './book-lists.service.js';
import { ALL_BOOKS, ORDERS, rowsBeyond } from './keyset.js';
import { type ListQuery, type Sort, SORTS } from './list-query.js';

const ALL: ListQuery = { text: null, subject: null, author: null, sort: 'shelf', cursor: null };
const LONG = 2_001;
/** Of the first 90 it has the highest place on the shelf, 494. */
const LAST_OF_ADA = 'book-38';

// Of every key many books have the same, and some have none; every ninth book is withdrawn.
const BOOKS = `
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${LONG + 251})
  INSERT INTO "Book" ("id", "slug", "title", "author", "description", "unitPriceMinor", "currency", "coverColor",
    "shelfPosition", "publicationDate", "withdrawnAt", "updatedAt")
  SELECT i, 'book-' || i, CASE i % 2 WHEN 1 THEN 'title ' ELSE 'TITLE ' END || (i * 7 % 40), 'An Author', '', 100 + i % 5,
    'usd', '#112233', (i * 13) % 500, CASE WHEN i % 4 > 0 THEN CAST(1900 + i % 11 AS TEXT) END,
    CASE WHEN i % 9 = 0 THEN "now" END, "now" FROM n CROSS JOIN (SELECT "at" AS "now" FROM "Checkpoint") AS time`;
const LISTS = [
  `INSERT INTO "Checkpoint" ("name", "at") VALUES ('now', '2026-01-01T00:00:00.000+00:00')`,
  BOOKS,
  `INSERT INTO "Subject" ("code", "name") VALUES ('LONG', 'Long'), ('FEW', 'Few'), ('NONE', 'None')`,
  `INSERT INTO "BookSubject" ("bookId", "subjectCode", "position") SELECT "id", 'LONG', 1 FROM "Book"`,
  `INSERT INTO "BookSubject" ("bookId", "subjectCode", "position") SELECT "id", 'FEW', 2 FROM "Book" WHERE "id" <= 80`,
  `INSERT INTO "BookContributor" ("bookId", "position", "role", "name") SELECT "id", 1, 'author', 'Ada' FROM "Book" WHERE "id" <= 90`,
  `INSERT INTO "BookContributor" ("bookId", "position", "role", "name") SELECT "id", 2, 'translator', 'Ada' FROM "Book" WHERE "id" <= 30`,
];

let database: DatabaseService;
let lists: BookListsService;

async function open(kind: DatabaseKind) {
  const config = { get: () => 'usd' } as unknown as Config;
  database = await DatabaseService.at(await freshLocation(kind));
  await database.onModuleInit();
  await database.writeSql(async (sql) => {
    for (const text of LISTS) await sql.run(text);
  });
  lists = new BookListsService(
    new BookListsQueries(database, config),
    new BookQueries(database),
    new FullTextSearch(database),
  );
}

const KEYS: Record<Sort, string> = {
  shelf: '"shelfPosition", "id"',
  title: 'lower("title"), "id"',
  newest: `coalesce("publicationDate", '') DESC, "id" DESC`,
  price: '"unitPriceMinor", "id"',
};

/** In the order of that list, all at once. */
async function sorted(sort: Sort, where: string): Promise<number[]> {
  const text = `SELECT "id" FROM "Book" WHERE "withdrawnAt" IS NULL AND ${where} ORDER BY ${KEYS[sort]}`;
  return (await database.sql.all<{ id: number }>(text)).map(({ id }) => id);
}

type Plan = (sql: string, values: Record<string, SqlValue>) => Promise<string[]>;

/** The steps in which rows are read. */
const PLANS: Record<DatabaseKind, Plan> = {
  sqlite: async (sql, values) => {
    const plan = await database.sql.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values);
    const others = /^SCAN (?:same|others)$|UNION|COMPOUND|CO-ROUTINE|LEFT-MOST/;
    return plan.map(({ detail }) => detail).filter((step) => !others.test(step));
  },
  // Without statistics, and of so few rows, it would read the whole table.
  postgresql: (sql, values) =>
    database.writeSql(async (writer) => {
      for (const way of ['seqscan', 'bitmapscan', 'sort'])
        await writer.all(`SELECT set_config('enable_${way}', 'off', true)`);
      const plan = await writer.all<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values);
      const steps = plan.map((row) => row['QUERY PLAN'].trim());
      return steps.filter((step) => /^-> {2}(?:Sort|Seq Scan)|^Index Cond/.test(step));
    }),
};
const A_RANGE: Record<DatabaseKind, RegExp> = {
  sqlite: /^SEARCH Book USING COVERING INDEX .*[<>]\?\)$/,
  // Of one place on the shelf the few ids are sorted.
  postgresql: /^Index Cond: .*(?:[<>] |"shelfPosition" = 1)/,
};

/** Page by page, from there to the end. */
async function walk(query: ListQuery, direction: 'after' | 'before'): Promise<number[][]> {
  const pages: number[][] = [];
  let cursor = query.cursor;
  for (;;) {
    const list = await lists.find({ ...query, cursor });
    if (!list) throw new Error(`There is no page ${JSON.stringify(cursor)}`);
    pages.push(list.items.map(({ id }) => id));
    if (!(direction === 'after' ? list.hasNext : list.hasPrevious)) return pages;
    cursor = { direction, slug: list.items.at(direction === 'after' ? -1 : 0)?.slug ?? '' };
  }
}

describeOnEach('BookListsService', (kind) => {
  beforeAll(() => open(kind));
  afterAll(() => database.onApplicationShutdown());

  describe('a search', () => {
    it('can be put into another order when all of its matches are known', async () => {
      const query: ListQuery = { ...ALL, text: 'title 33' };
      const [best, cheapest] = [
        await lists.find(query),
        await lists.find({ ...query, sort: 'price' }),
      ];

      expect([best?.isSortable, best?.isComplete, best?.count]).toEqual([
        true,
        true,
        cheapest?.count,
      ]);
      expect(cheapest?.items.map(({ price }) => price.minor)).toEqual(
        best?.items.map(({ price }) => price.minor).sort((one, other) => one - other),
      );
    });

    it('of very many shows the best ones, and does not claim that these are all', async () => {
      const [best, byPrice] = [
        await lists.find({ ...ALL, text: 'title' }),
        await lists.find({ ...ALL, text: 'title', sort: 'price' }),
      ];

      expect([best?.isComplete, best?.isSortable]).toEqual([false, false]);
      expect(byPrice?.items).toEqual(best?.items);
    });
  });

  describe('a list of books', () => {
    it.each<[string, Partial<ListQuery>, Sort, string]>([
      ...SORTS.flatMap((sort): [string, Partial<ListQuery>, Sort, string][] => [
        [`all, by ${sort}`, { sort }, sort, 'TRUE'],
        [`a short subject, by ${sort}`, { subject: 'FEW', sort }, sort, '"id" <= 80'],
        [`a contributor, by ${sort}`, { author: 'Ada', sort }, sort, '"id" <= 90'],
      ]),
      ['a long subject', { subject: 'LONG' }, 'shelf', 'TRUE'],
      ['a long subject, by price, which has no index', { subject: 'LONG', sort: 'price' }, 'shelf', 'TRUE'], // prettier-ignore
      ['a contributor within a subject', { author: 'Ada', subject: 'FEW' }, 'shelf', '"id" <= 80'],
    ])(
      'of %s has each book for sale once, forwards and back',
      async (_what, changes, sort, where) => {
        const query = { ...ALL, ...changes };
        const expected = await sorted(sort, where);
        const start = Math.max(0, expected.length - 60);
        const at = (index: number) => `book-${expected[index] ?? 0}`;

        const first = await lists.find(query);
        const onwards = await walk(
          { ...query, cursor: { direction: 'after', slug: at(start) } },
          'after',
        );
        const back = await walk(
          { ...query, cursor: { direction: 'before', slug: at(55) } },
          'before',
        );

        expect(first?.items.map(({ id }) => id)).toEqual(expected.slice(0, 24));
        expect(onwards.flat()).toEqual(expected.slice(start + 1));
        expect(onwards.map((page) => page.length)).toEqual([24, 24, onwards.flat().length - 48]);
        expect(back).toEqual([
          expected.slice(31, 55),
          expected.slice(7, 31),
          expected.slice(0, 24),
        ]);
      },
    );

    it.each<[string, Partial<ListQuery>]>([
      ['subject', { subject: 'NO' }],
      ['contributor', { author: 'Nobody' }],
      ['book to begin at', { cursor: { direction: 'after', slug: 'no-book' } }],
      [
        'book to begin at in it',
        { subject: 'FEW', cursor: { direction: 'after', slug: 'book-99' } },
      ],
      ['page after the last', { author: 'Ada', cursor: { direction: 'after', slug: LAST_OF_ADA } }],
    ])('is not there without its %s', async (_what, changes) => {
      expect(await lists.find({ ...ALL, ...changes })).toBeNull();
    });

    it('is not there without its page after the last of all books', async () => {
      const slug = `book-${(await sorted('shelf', 'TRUE')).at(-1) ?? 0}`;

      expect(await lists.find({ ...ALL, cursor: { direction: 'after', slug } })).toBeNull();
    });

    it('of a subject without a book for sale is empty', async () => {
      expect(await lists.find({ ...ALL, subject: 'NONE' })).toMatchObject({ count: 0, items: [] });
    });

    it.each(SORTS)('finds any page by %s within two ranges of an index', async (sort) => {
      const { where = 'TRUE', ...order } = ORDERS[sort];
      const keyset = { ...ALL_BOOKS, where: `${ALL_BOOKS.where} AND ${where}`, order };
      const key = sort === 'title' || sort === 'newest' ? '1' : 1;
      const parameters = { key, id: 1, count: 25, currency: 'usd' };
      for (const isBackwards of [false, true]) {
        const steps = await PLANS[kind](rowsBeyond(keyset, isBackwards), parameters);

        expect(steps).toHaveLength(2);
        for (const step of steps) expect(step).toMatch(A_RANGE[kind]);
      }
    });
  });
});
