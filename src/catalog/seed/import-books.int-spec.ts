import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { onDatabase } from '../../../test/support/database.js';
import { describeOnEach, freshLocation } from '../../../test/support/each-database.js';
import type { DatabaseLocation } from '../../config/database-location.js';
import { DatabaseService } from '../../database/database.service.js';
import { FullTextSearch } from '../search/full-text-search.repository.js';
import { LockRequest } from '../../database/sqlite/lock-request.js';
import { importInProcess } from '../../../test/support/import-books.js';
import { demoSource } from './demo/demo-source.js';
import { openImportStore } from './store/open-import-store.js';
import { Pacing } from './store/sqlite/pacing.js';
import { planLines } from './show-plan.js';

const BOOK = { title: 'A Book', author: 'A. Author', description: 'A book.', price: '23.00' };
const A = { ...BOOK, slug: 'a', isbn: '9780578675862' };
const B = { ...BOOK, slug: 'b', contributors: [{ name: 'B. Editor', role: 'editor' }] };
const C = { ...BOOK, slug: 'c', subjects: [{ code: 'PDZ', name: 'Popular science' }] };

let location: DatabaseLocation;
let database: DatabaseService;

async function open(kind: DatabaseLocation['kind']) {
  location = await freshLocation(kind);
  database = await DatabaseService.at(location);
  await database.onModuleInit();
}
const close = () => database.onApplicationShutdown();

const run = (books: object[], settings: Parameters<typeof importInProcess>[2] = {}) =>
  importInProcess(location, JSON.stringify(books), settings);

/** Each row as an array. */
const all = async (sql: string) =>
  (await database.sql.all<object>(sql)).map((row) => Object.values(row) as unknown[]);
const slugs = () =>
  all('SELECT "slug", "withdrawnAt" IS NOT NULL AS "isWithdrawn" FROM "Book" ORDER BY "slug"');

describeOnEach('an import', (kind) => {
  beforeEach(() => open(kind));
  afterEach(close);

  it('lands the good records, and reports each bad one with line and reason', async () => {
    const lines = [A, { ...B, prise: 1, pages: 0 }, C].map((book) => JSON.stringify(book));

    const result = await importInProcess(location, `${lines.join('\n')}\nnot JSON\n`);

    expect(result).toMatchObject({ added: 2, refused: 2, wroteNothing: false });
    expect(await slugs()).toEqual([
      ['a', 0],
      ['c', 0],
    ]);
    const report = readFileSync(result.reportFile, 'utf8');
    expect(report.split('\r\n').map((line) => line.slice(0, 51))).toEqual([
      'file,line,book,slug,problem',
      '"books","2","2","b","pages is less than 1; it is 0"',
      '"books","2","2","b","nobody reads ""prise"": it mus',
      '"books","4","4","","it is not JSON: Unexpected toke',
      '',
    ]);
  });

  it('reports the second of two records with one slug or one ISBN, however it is written', async () => {
    const { problems } = await run([A, A, { ...C, isbn: '0-578-67586-2' }]);

    expect(problems).toEqual([
      'books line 1: book 2 (a): has the same slug as book 1: every slug stands once',
      'books line 1: book 2 (a): has the same isbn as book 1: every isbn stands once',
      'books line 1: book 3 (c): has the same isbn as book 1: every isbn stands once',
    ]);
    expect(await slugs()).toEqual([['a', 0]]);
  });

  it('reports the ISBN of another book of the shop', async () => {
    await run([A]);

    const { problems } = await run([{ ...A, slug: 'other' }, B]);

    expect(problems).toEqual([
      expect.stringContaining('ISBN 9780578675862 belongs to the book "a" in the database'),
    ]);
    expect(await slugs()).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
  });

  it.each([
    ['eur', /its prices are in eur, the shop’s in usd/],
    ['dollars', /currency must be one of/],
  ])('refuses a file of which the currency is %j, and writes nothing', async (currency, reason) => {
    for (const file of [
      { currency, books: [A] },
      { books: [A], currency },
    ]) {
      await expect(importInProcess(location, JSON.stringify(file))).rejects.toThrow(reason);
    }
    expect(await slugs()).toEqual([]);
  });

  it('reports nothing that a spreadsheet takes for a formula', async () => {
    const { reportFile } = await run([{ ...A, slug: '-1', price: '' }]);

    const report = readFileSync(reportFile, 'utf8');
    expect(report).toContain(`,"'-1",`);
  });

  it('reports a subject that has another name in an earlier record', async () => {
    const other = [{ code: 'PDZ', name: 'Science' }];
    const { problems } = await run([C, { ...A, subjects: other }, { ...B, subjects: C.subjects }]);

    expect(problems).toEqual([expect.stringMatching(/book 2 \(a\): subjects names PDZ "Science"/)]);
    expect(
      await all(
        'SELECT "bookId", "subjectCode", "shelfPosition" FROM "BookSubject" ORDER BY "bookId"',
      ),
    ).toEqual([
      [1, 'PDZ', 1],
      [2, 'PDZ', 3],
    ]);
  });

  it('writes and changes contributors and subjects in their order', async () => {
    const subjects = [...C.subjects, { code: 'PB', name: 'Mathematics' }];
    await run([{ ...B, subjects }]);
    await run([
      { ...B, subjects: subjects.reverse(), contributors: [{ name: 'X' }, { name: 'Y' }] },
    ]);

    expect(
      await all('SELECT "position", "role", "name" FROM "BookContributor" ORDER BY "position"'),
    ).toEqual([
      [1, 'author', 'X'],
      [2, 'author', 'Y'],
    ]);
    expect(
      await all('SELECT "subjectCode", "position" FROM "BookSubject" ORDER BY "position"'),
    ).toEqual([
      ['PB', 1],
      ['PDZ', 2],
    ]);
    await expect(run([{ ...B, subjects, contributors: [{ name: 'X' }, { name: 'Y' }] }])).resolves.toMatchObject({ unchanged: 1, changed: 0 }); // prettier-ignore
  });

  const FULL = {
    ...{ ...A, subtitle: 'Or Not', publicationDate: '1979', price: '23.00' },
    contributors: [{ name: 'A. Author' }, { name: 'Zoë Quick', role: 'translator' }],
    subjects: [...C.subjects, { code: 'PB', name: 'Mathematics' }],
  };
  it.each([
    { isbn: '9780804429573' },
    { title: 'Another Book', publisher: 'P' },
    { publicationDate: '1980-01' },
    { price: '24.00' },
    { withdrawn: true },
    { subtitle: 'Now' },
    { contributors: [{ name: 'A. Author' }] },
    { subjects: C.subjects },
    { isbn: undefined, title: 'T', publicationDate: undefined, withdrawn: true, contributors: [] },
  ])('changes %j as if the book had been added like that', async (change) => {
    const catalog = async () => [
      await all(
        `SELECT "isbn", "title", "subtitle", "publisher", "publicationDate", "unitPriceMinor", "withdrawnAt" IS NULL FROM "Book"`,
      ),
      await all('SELECT * FROM "BookContributor" ORDER BY "position"'),
      await all('SELECT * FROM "BookSubject" ORDER BY "position"'),
      await all('SELECT "code", "bookCount" FROM "Subject" WHERE "bookCount" > 0 ORDER BY "code"'),
      await Promise.all(
        ['zoe', 'another', 'now', 'book'].map((word) => new FullTextSearch(database).find(word)),
      ),
    ];
    await run([FULL]);
    await expect(run([{ ...FULL, ...change }])).resolves.toMatchObject({ changed: 1 });
    const changed = await catalog();
    await close();
    await open(kind);
    await run([{ ...FULL, ...change }]);

    expect(changed).toEqual(await catalog());
  });

  const version = async () => {
    const sql = { sqlite: 'SELECT "version" FROM "CatalogVersion"', postgresql: 'SELECT sum("changes") FROM "CatalogChange"' }; // prettier-ignore
    return Number((await all(sql[kind]))[0]);
  };

  it('writes of a book only what differs', async () => {
    await run([FULL]);
    const before = await version();

    await run([FULL]);
    expect((await version()) - before).toBe(0);

    await run([{ ...FULL, price: '24.00' }]);
    // On PostgreSQL, transactions are counted.
    expect((await version()) - before).toBe(1);
  });

  it('lands all or nothing when it is strict', async () => {
    await expect(run([A, { ...B, price: 'x' }], { isStrict: true })).resolves.toMatchObject({ wroteNothing: true }); // prettier-ignore
    expect(await slugs()).toEqual([]);

    await expect(run([A, B], { isStrict: true })).resolves.toMatchObject({ added: 2 });
    expect(await slugs()).toHaveLength(2);
  });

  it('writes nothing of a file that breaks off', async () => {
    const json = JSON.stringify([A, B]).slice(0, -5);

    await expect(importInProcess(location, json)).rejects.toThrow(
      /Nothing was written.*\n.*not JSON/,
    );
    expect(await slugs()).toEqual([]);
  });

  it.each(['', '[]', 'slug,title\n', '\n\n'])(
    'refuses %j, in which there is no book',
    async (text) => {
      await expect(importInProcess(location, text)).rejects.toThrow(/books is empty: add a book/);
    },
  );

  it('withdraws the books that are missing, when it is told to and every record was read', async () => {
    await run([A, B, C]);
    await run([B, C]);
    expect(await slugs()).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 0],
    ]);

    const broken = await run([B, { ...C, price: '' }], { withdrawsMissing: true });
    expect(broken).toMatchObject({ withdrawn: 0, keepsMissing: true });

    await expect(run([B, C], { withdrawsMissing: true })).resolves.toMatchObject({ withdrawn: 1 });
    expect(await slugs()).toEqual([
      ['a', 1],
      ['b', 0],
      ['c', 0],
    ]);
  });

  it('shows in a dry run what it would do, and does not', async () => {
    await run([A, B]);
    const lines: string[] = [];
    const changed = { ...B, price: '24.00', contributors: [], withdrawn: true };

    await run([changed, C], {
      isDryRun: true,
      withdrawsMissing: true,
      showPlan: async (plan) => {
        for await (const line of planLines(plan)) lines.push(line);
      },
    });

    expect(lines).toEqual([
      '+ c',
      '~ b',
      '    unitPriceMinor: 2300 → 2400',
      '    shelfPosition: 2 → 1',
      '    withdrawn: false → true',
      '    contributors: [["editor","B. Editor"]] → []',
      '- a',
    ]);
    expect(await slugs()).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
  });

  it('runs once at a time', async () => {
    const settings = { currency: 'usd', refuse: () => undefined };
    const other = await openImportStore(location, settings);
    await expect(run([A])).rejects.toThrow(/another import is running/);
    await other.close();

    await expect(run([A])).resolves.toMatchObject({ added: 1 });
  });

  it('makes the same catalog of the same number of demo books, each with another ISBN', async () => {
    const source = demoSource(500, 'usd');

    await expect(importInProcess(location, source)).resolves.toMatchObject({ added: 500, refused: 0 }); // prettier-ignore
    await expect(importInProcess(location, source)).resolves.toMatchObject({
      unchanged: 500,
    });
    expect(await all('SELECT count(DISTINCT "title") > 495 AS "a", count(DISTINCT "author") > 400 AS "b", count(DISTINCT "language") AS "c" FROM "Book"')).toEqual([[1, 1, 5]]); // prettier-ignore
    expect(await all('SELECT "slug" FROM "Book" WHERE "id" = 1')).toEqual([
      ['bucher-und-traume-in-walwenberg-0'],
    ]);
  });

  if (kind === 'postgresql') {
    it('waits for another one where it is told to, as of shops that start at once', async () => {
      const results = await Promise.all([
        run([A], { waitMs: 60_000 }),
        run([A], { waitMs: 60_000 }),
      ]);

      expect(results.map(({ added, unchanged }) => added + unchanged)).toEqual([1, 1]);
      expect(await slugs()).toEqual([['a', 0]]);
    });

    it('keeps the copies that an order takes meanwhile, and has the order run again that read before it', async () => {
      await run([{ ...A, stock: 5 }]);
      let runs = 0;
      await database.writeSql(async (sql) => {
        runs += 1;
        const [before] = await sql.all<{ stock: number }>('SELECT "stock" FROM "Book"');
        if (runs === 1) await run([{ ...A, stock: 5, price: '24.00' }]);
        await sql.run('UPDATE "Book" SET "stock" = ?', (before?.stock ?? 0) - 1);
      });
      let imported: Promise<unknown> | undefined;
      await database.writeSql(async (sql) => {
        await sql.run('UPDATE "Book" SET "stock" = "stock" - 1');
        imported ??= run([{ ...A, stock: 5, price: '25.00' }]);
        const waits = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
        while ((await database.sql.all(waits)).length === 0) await Promise.resolve();
      });
      await imported;

      expect(runs).toBe(2);
      expect(await all('SELECT "stock", "unitPriceMinor" FROM "Book"')).toEqual([[3, 2500]]);
    });
    return;
  }
  const file = () => (location.kind === 'sqlite' ? location.path : '');

  it('leaves no file behind', async () => {
    await run([A]);

    expect(readdirSync(path.dirname(file())).filter((name) => /import|held/.test(name))).toEqual(
      [],
    );
  });

  it('lets whoever asks for the write lock have it at once', async () => {
    const booksThere = () =>
      onDatabase(
        file(),
        (sqlite) => sqlite.prepare('SELECT count(*) FROM Book').pluck().get() as number,
      );
    let written: number | undefined;
    const uncommitted: number[] = [];
    const progress = {
      start: (phase: string) => void (written = phase === 'Writing' ? 0 : undefined),
      advance: (count: number) => {
        if (written === undefined) return;
        uncommitted.push(written - booksThere());
        written += count;
        new LockRequest(file()).make();
      },
      end: () => undefined,
    };

    // Nothing else ends a transaction.
    const isEnough = jest.spyOn(Pacing.prototype, 'isEnough').mockReturnValue(false);
    const sliceSize = jest.spyOn(Pacing.prototype, 'sliceSize', 'get').mockReturnValue(10);

    await importInProcess(location, demoSource(40, 'usd'), { progress });
    isEnough.mockRestore();
    sliceSize.mockRestore();

    expect(uncommitted).toEqual([0, 0, 0, 0]);
  });
});
