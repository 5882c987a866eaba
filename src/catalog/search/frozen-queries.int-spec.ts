import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { percentile } from '../../../test/bench/median.js';
import {
  type DatabaseKind,
  describeOnEach,
  freshLocation,
} from '../../../test/support/each-database.js';
import { importInProcess } from '../../../test/support/import-books.js';
import { size } from '../../../test/support/size.js';
import { HOSTILE } from '../../../test/search/hostile.js';
import { KINDS, type Query, readQueries } from '../../../test/search/query.js';
import { DatabaseService } from '../../database/database.service.js';
import { demoSource } from '../seed/demo/demo-source.js';
import { FullTextSearch } from './full-text-search.repository.js';

const BOOKS = size('FOLIO_SEARCH_BOOKS', { usual: 10_000, long: 1_000_000 });
const FIRST = 5;
const MAX_MS = 50;

let database: DatabaseService;
let search: FullTextSearch;
let ids: Map<string, number>;

async function open(kind: DatabaseKind) {
  const location = await freshLocation(kind);
  await importInProcess(location, demoSource(BOOKS, 'usd'));
  database = await DatabaseService.at(location);
  await database.onModuleInit();
  const books = await database.sql.all<{ isbn: string; id: number }>(
    'SELECT "isbn", "id" FROM "Book"',
  );
  ids = new Map(books.map(({ isbn, id }) => [isbn, id]));
  search = new FullTextSearch(database);
}

async function isFound({ text, isbn }: Query): Promise<boolean> {
  const found = await search.find(text);
  return found.ids.slice(0, FIRST).includes(ids.get(isbn) ?? 0);
}

/**
 * Of this process, so that it does not count what else the machine does. Of three times the least, if it is long: this
 * process also compiles and collects garbage, while it waits for a server too.
 */
async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  do {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    took.push((user + system) / 1_000);
  } while (took.length < 3 && Math.min(...took) >= MAX_MS);
  return Math.min(...took);
}

describeOnEach(`a thousand searches in a catalog of ${BOOKS} books`, (kind) => {
  beforeAll(() => open(kind), 1_200_000);
  afterAll(() => database.onApplicationShutdown());

  const queries = readQueries();

  it('are about as many books, of each kind alike', () => {
    expect(new Set(queries.map(({ isbn }) => isbn)).size).toBe(1_000);
    for (const kind of KINDS)
      expect(queries.filter((query) => query.kind === kind).length).toBeGreaterThan(100);
  });

  it('find at least 99 of 100 books among the first five', async () => {
    const missed: Query[] = [];
    for (const query of queries) if (!(await isFound(query))) missed.push(query);

    expect(missed.slice(10)).toEqual([]);
  });

  it.each([
    [' whatever they are', queries.map(({ text }) => text)],
    [' also if they are hostile', HOSTILE],
  ])('take less than 50 ms,%s', async (_what, texts) => {
    const took: number[] = [];
    for (const text of texts) took.push(await cpuMs(() => search.find(text)));

    expect(percentile(took, 99)).toBeLessThan(MAX_MS);
  });

  it('ask the database for a bounded time, also if they are hostile', async () => {
    const took: number[] = [];
    for (const text of HOSTILE) {
      const started = performance.now();
      await search.find(text);
      took.push(performance.now() - started);
    }

    expect(percentile(took, 90)).toBeLessThan(1_000);
  });
});
