import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freshLocation } from '../../../test/support/each-database.js';
import { importInProcess } from '../../../test/support/import-books.js';
import { describeOnPostgres } from '../../../test/support/postgres/fresh.js';
import type { Config } from '../../config/config.module.js';
import { DatabaseService } from '../../database/database.service.js';
import { BookQueries } from '../book.queries.js';
import { FullTextSearch } from '../search/full-text-search.repository.js';
import { demoSource } from '../seed/demo/demo-source.js';
import { BookListsQueries } from './book-lists.queries.js';
import { BookListsService } from './book-lists.service.js';
import { type Cursor, type ListQuery, type Sort, SORTS } from './list-query.js';

const BOOKS = 300;
const ALL: ListQuery = { text: null, subject: null, author: null, sort: 'shelf', cursor: null };

const databases: DatabaseService[] = [];
const lists: BookListsService[] = [];

async function open(kind: 'sqlite' | 'postgresql') {
  const location = await freshLocation(kind);
  await importInProcess(location, demoSource(BOOKS, 'usd'));
  const database = await DatabaseService.at(location);
  await database.onModuleInit();
  databases.push(database);
  const queries = new BookListsQueries(database, { get: () => 'usd' } as unknown as Config);
  lists.push(
    new BookListsService(queries, new BookQueries(database), new FullTextSearch(database)),
  );
}

/** The slugs of each page, from the first to the last one or back from there. */
async function pages(
  service: BookListsService,
  query: ListQuery,
  direction: Cursor['direction'],
  from: string | null,
) {
  const found: string[][] = [];
  let slug = from;
  for (;;) {
    const list = await service.find({
      ...query,
      cursor: slug === null ? null : { direction, slug },
    });
    const slugs = list?.items.map((book) => book.slug) ?? [];
    found.push(slugs);
    const isLast = !(direction === 'after' ? list?.hasNext : list?.hasPrevious);
    slug = slugs.at(direction === 'after' ? -1 : 0) ?? null;
    if (isLast || slug === null) return found;
  }
}

describeOnPostgres('the lists of a catalog', () => {
  beforeAll(async () => {
    await open('sqlite');
    await open('postgresql');
  });
  afterAll(() => Promise.all(databases.map((database) => database.onApplicationShutdown())));

  it.each(Object.keys(SORTS) as Sort[])(
    'have the same books on the same pages as on SQLite, by %s, forwards and back',
    async (sort) => {
      const query = { ...ALL, sort };
      const [onSqlite = [], onPostgresql = []] = await Promise.all(
        lists.map(async (service) => {
          const forwards = await pages(service, query, 'after', null);
          return [forwards, await pages(service, query, 'before', forwards.at(-1)?.at(-1) ?? null)];
        }),
      );

      expect(onPostgresql).toEqual(onSqlite);
      // The first page, reached backwards, is a whole one.
      expect(onSqlite.map((each) => each.flat().length)).toEqual([300, 312]);
    },
  );
});
