import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import {
  type DatabaseKind,
  describeOnEach,
  freshLocation,
} from '../../../test/support/each-database.js';
import { DatabaseService } from '../../database/database.service.js';
import { FullTextSearch } from './full-text-search.repository.js';

const BOOKS: [title: string, author: string, more?: Record<string, unknown>][] = [
  ['Gödel, Escher, Bach', 'Douglas R. Hofstadter', { isbn: '9780465026562' }],
  ['Die Straße nach Łódź', 'Björn Søgård', { subtitle: 'Œuvre posthume' }],
  ['Garden', 'Ada Park', { stock: 0 }],
  ['A Short History of the Garden', 'Ada Park'],
  ['Gardening for Engineers', 'Edsger Kay'],
  ['Nine Lives', 'E. L. Withdrawn', { withdrawnAt: new Date(0), isbn: '9780465026579' }],
  ['吾輩は猫である', '夏目漱石'],
  ["C++ and C#, or: Don't", 'B. Stroustrup'],
  ['Moby-Dick', 'Herman Melville'],
  ['My Harbour', 'Ida Quay'],
  ['Harbour of the Long White Clouds', 'Ida Quay'],
];

const SUBJECTS = [
  { code: 'PB', name: 'Mathematical logic', books: [1] },
  { code: 'WM', name: 'Botany', books: [4, 5, 6] },
];

let database: DatabaseService;
let search: FullTextSearch;

async function open(kind: DatabaseKind) {
  database = await DatabaseService.at(await freshLocation(kind));
  await database.onModuleInit();
  search = new FullTextSearch(database);
  await database.write(async (tx) => {
    for (const [at, [title, author, more = {}]] of BOOKS.entries()) {
      const columns = { slug: `book-${at}`, title, author, description: 'Gödel.', currency: 'usd' };
      const others = { unitPriceMinor: 100, coverColor: '#112233', shelfPosition: at, ...more };
      await tx.book.create({ data: { id: at + 1, ...columns, ...others } });
    }
    for (const { books, ...subject } of SUBJECTS) {
      await tx.subject.create({ data: subject });
      const data = books.map((bookId) => ({ bookId, subjectCode: subject.code, position: 1 }));
      await tx.bookSubject.createMany({ data });
    }
    const role = 'translator';
    await tx.bookContributor.create({ data: { bookId: 9, position: 2, role, name: 'Zoë Quick' } });
  });
}

const run = (...texts: string[]) =>
  database.writeSql(async (sql) => {
    for (const text of texts) await sql.run(text);
  });
const found = async (text: string) => (await search.find(text)).ids.map((id) => BOOKS[id - 1]?.[0]);

describeOnEach(FullTextSearch.name, (kind) => {
  beforeAll(() => open(kind));
  afterAll(() => database.onApplicationShutdown());

  it.each([
    ['godel', 'Gödel, Escher, Bach'],
    ['GÖDEL', 'Gödel, Escher, Bach'],
    ['hofs gode', 'Gödel, Escher, Bach'],
    ['bach, escher & gödel', 'Gödel, Escher, Bach'],
    ['0-465-02656-7', 'Gödel, Escher, Bach'],
    ['978 0 465 02656 2', 'Gödel, Escher, Bach'],
    ['9780465026562', 'Gödel, Escher, Bach'],
    ['mathematical', 'Gödel, Escher, Bach'],
    ['logic hofstadter', 'Gödel, Escher, Bach'],
    ['strasse lodz', 'Die Straße nach Łódź'],
    ['straße', 'Die Straße nach Łódź'],
    ['sogard', 'Die Straße nach Łódź'],
    ['oeuvre', 'Die Straße nach Łódź'],
    ['short history garden', 'A Short History of the Garden'],
    ['engineers botany', 'Gardening for Engineers'],
    ['吾輩', '吾輩は猫である'],
    ['c# c++', "C++ and C#, or: Don't"],
    ["don't", "C++ and C#, or: Don't"],
    ['moby dick', 'Moby-Dick'],
    ['zoe', 'Moby-Dick'],
  ])('finds by %j alone %j', async (text, title) => {
    expect(await found(text)).toEqual([title]);
  });

  it('puts whole words of short titles first, and what is sold out last', async () => {
    expect(await found('garden')).toEqual(['A Short History of the Garden', 'Gardening for Engineers', 'Garden']); // prettier-ignore
    await run('UPDATE "Book" SET "stock" = 3 WHERE "id" = 3');
    expect((await found('garden'))[0]).toBe('Garden');
  });

  it('puts a title that begins with what is searched for before a shorter one', async () => {
    expect(await found('harbour')).toEqual(['Harbour of the Long White Clouds', 'My Harbour']);
  });

  it('asks the index nothing twice, and about eight words at most', async () => {
    const ask = jest.spyOn(database.sql, 'all');
    await found('hofs gode');
    const few = ask.mock.calls.map((call) => JSON.stringify(call));
    ask.mockClear();
    await found(Array.from({ length: 40 }, (_, at) => `w${at}`).join(' '));
    const many = ask.mock.calls.length;
    ask.mockRestore();

    expect(new Set(few).size).toBe(few.length);
    expect(many).toBe(10);
  });

  it.each([
    'nothing',
    'nine',
    'gödel melville',
    'posthume garden',
    '9780465026563',
    '9780465026579', // of the withdrawn one
    'logic botany', // each is a subject, of other books
    '',
    ' ',
    '…',
    '́',
  ])('finds nothing by %j', async (text) => {
    expect(await found(text)).toEqual([]);
  });

  it.each([
    '"garden',
    'garden"*',
    'garden*',
    '(garden',
    'garden)',
    '-garden',
    '^garden',
    '{garden}',
    'garden\0',
    '\ud800 garden',
  ])('takes the word of %j only', async (text) => {
    expect((await found(text))[0]).toBe('Garden');
  });

  it.each([
    '"',
    'words:garden',
    'garden AND',
    'NOT garden',
    'NEAR(garden history, 2)',
    'garden OR history',
    "'; DROP TABLE Book; --garden",
    '%',
    '_',
    'a'.repeat(200),
    '" '.repeat(100),
  ])('does not fail over %j, of which some word is in no book', async (text) => {
    expect(await found(text)).toEqual([]);
  });

  it('is in step with every change of a book, its people and its subjects', async () => {
    const seen: unknown[] = [];
    const after = async (sql: string, ...texts: string[]) => {
      await run(...sql.split('; '));
      seen.push((await Promise.all(texts.map(found))).map(({ length }) => length));
    };
    const withdrawn = (value: string) =>
      `UPDATE "Book" SET "withdrawnAt" = ${value} WHERE "id" = 9`;
    await after(`UPDATE "Book" SET "title" = 'The Whale' WHERE "id" = 9`, 'moby', 'whale', 'zoe');
    await after(withdrawn(`'2026-01-01T00:00:00.000+00:00'`), 'whale', 'zoe');
    await after(withdrawn('NULL'), 'whale', 'zoe');
    await after(
      `UPDATE "BookContributor" SET "name" = 'Yves Slow' WHERE "bookId" = 9`,
      'zoe',
      'yves',
    );
    await after('DELETE FROM "BookContributor" WHERE "bookId" = 9', 'yves', 'whale');
    await after(`UPDATE "Subject" SET "name" = 'Plants' WHERE "code" = 'WM'`, 'botany', 'plants');
    await after(`DELETE FROM "BookSubject" WHERE "subjectCode" = 'WM'; DELETE FROM "Subject" WHERE "code" = 'WM'`, 'plants'); // prettier-ignore
    await after('DELETE FROM "Book" WHERE "id" = 9', 'whale', 'melville');

    expect(seen).toEqual([[0, 1, 1], [0, 0], [1, 1], [0, 1], [0, 1], [0, 2], [0], [0, 0]]);
  });
});
