import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freshLocation } from '../../../test/support/each-database.js';
import { importInProcess } from '../../../test/support/import-books.js';
import { describeOnPostgres } from '../../../test/support/postgres/fresh.js';
import type { Config } from '../../config/config.module.js';
import { DatabaseService } from '../../database/database.service.js';
import { BookQueries } from '../book.queries.js';
import { FullTextSearch } from '../search/full-text-search.repository.js';
import { demoSource } from '../seed/demo/demo-source.js';
import type { BookList } from './book-list.js';
import { BookListsQueries } from './book-lists.queries.js';
import { BookListsService } from './book-lists.service.js';
import { type Cursor, type ListQuery, SORTS } from './list-query.js';

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

const onwards = (list: BookList) => (list.hasNext ? list.items.at(-1)?.slug : undefined);
const backwards = (list: BookList) => (list.hasPrevious ? list.items[0]?.slug : undefined);

/** The slugs of each page, from there to the end in that direction. */
async function pages(service: BookListsService, query: ListQuery, direction: Cursor['direction']) {
  const edgeOf = direction === 'after' ? onwards : backwards;
  const found: string[][] = [];
  for (let { cursor } = query; ;) {
    const list = await service.find({ ...query, cursor });
    if (!list) throw new Error(`There is no page ${JSON.stringify(cursor)}`);
    found.push(list.items.map(({ slug }) => slug));
    const slug = edgeOf(list);
    if (slug === undefined) return found;
    cursor = { direction, slug };
  }
}

describeOnPostgres('the lists of a catalog', () => {
  beforeAll(async () => {
    await open('sqlite');
    await open('postgresql');
  });
  afterAll(() => Promise.all(databases.map((database) => database.onApplicationShutdown())));

  it.each(SORTS)(
    'have the same books on the same pages as on SQLite, by %s, forwards and back',
    async (sort) => {
      const query = { ...ALL, sort };
      const [onSqlite = [], onPostgresql = []] = await Promise.all(
        lists.map(async (service) => {
          const forwards = await pages(service, query, 'after');
          const slug = forwards.at(-1)?.at(-1) ?? '';
          const cursor = { direction: 'before', slug } as const;
          return [forwards, await pages(service, { ...query, cursor }, 'before')];
        }),
      );

      expect(onPostgresql).toEqual(onSqlite);
      // The first page, reached backwards, is a whole one.
      expect(onSqlite.map((each) => each.flat().length)).toEqual([300, 312]);
    },
  );
});
