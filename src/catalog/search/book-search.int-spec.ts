import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { freshDatabase, onDatabase } from '../../../test/support/database.js';
import { DatabaseService } from '../../database/database.service.js';
import { FullTextSearch } from './full-text-search.repository.js';

const BOOKS: [title: string, author: string, more?: Record<string, unknown>][] = [
  ['Gödel, Escher, Bach', 'Douglas R. Hofstadter', { isbn: '9780465026562' }],
  ['Die Straße nach Łódź', 'Björn Søgård', { subtitle: 'Œuvre posthume' }],
  ['Garden', 'Ada Park', { stock: 0 }],
  ['A Short History of the Garden', 'Ada Park'],
  ['Gardening for Engineers', 'Edsger Kay'],
  ['Nine Lives', 'E. L. Withdrawn', { withdrawnAt: 'x', isbn: '9780465026579' }],
  ['吾輩は猫である', '夏目漱石'],
  ["C++ and C#, or: Don't", 'B. Stroustrup'],
  ['Moby-Dick', 'Herman Melville'],
  ['My Harbour', 'Ida Quay'],
  ['Harbour of the Long White Clouds', 'Ida Quay'],
];

let databasePath: string;
let database: DatabaseService;
let search: FullTextSearch;

beforeAll(async () => {
  databasePath = await freshDatabase();
  for (const [at, [title, author, more = {}]] of BOOKS.entries()) {
    const row = {
      ...{ id: at + 1, slug: `book-${at}`, title, author, description: 'Gödel.', currency: 'usd' },
      ...{ unitPriceMinor: 100, coverColor: '#112233', shelfPosition: at, updatedAt: 'x', ...more },
    };
    const names = Object.keys(row);
    const values = names.map((name) => `@${name}`).join();
    onDatabase(databasePath, (sqlite) =>
      sqlite.prepare(`INSERT INTO Book (${names.join()}) VALUES (${values})`).run(row),
    );
  }
  run(`INSERT INTO Subject (code, name) VALUES ('PB', 'Mathematical logic'), ('WM', 'Botany');
       INSERT INTO BookSubject VALUES (1, 'PB', 1, NULL), (4, 'WM', 1, NULL), (5, 'WM', 1, NULL), (6, 'WM', 1, NULL);
       INSERT INTO BookContributor VALUES (9, 2, 'translator', 'Zoë Quick')`);
  database = await DatabaseService.at({ kind: 'sqlite', path: databasePath });
  await database.onModuleInit();
  search = new FullTextSearch(database);
});
afterAll(() => database.onApplicationShutdown());

const run = (sql: string) => onDatabase(databasePath, (sqlite) => sqlite.exec(sql));
const found = async (text: string) => (await search.find(text)).ids.map((id) => BOOKS[id - 1]?.[0]);

describe(FullTextSearch.name, () => {
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
    run('UPDATE Book SET stock = 3 WHERE id = 3');
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
      run(sql);
      seen.push((await Promise.all(texts.map(found))).map(({ length }) => length));
    };
    await after(`UPDATE Book SET title = 'The Whale' WHERE id = 9`, 'moby', 'whale', 'zoe');
    await after(`UPDATE Book SET withdrawnAt = 'x' WHERE id = 9`, 'whale', 'zoe');
    await after(`UPDATE Book SET withdrawnAt = NULL WHERE id = 9`, 'whale', 'zoe');
    await after(`UPDATE BookContributor SET name = 'Yves Slow' WHERE bookId = 9`, 'zoe', 'yves');
    await after('DELETE FROM BookContributor WHERE bookId = 9', 'yves', 'whale');
    await after(`UPDATE Subject SET name = 'Plants' WHERE code = 'WM'`, 'botany', 'plants');
    await after(`DELETE FROM BookSubject WHERE subjectCode = 'WM'; DELETE FROM Subject WHERE code = 'WM'`, 'plants'); // prettier-ignore
    await after('DELETE FROM Book WHERE id = 9', 'whale', 'melville');

    expect(seen).toEqual([[0, 1, 1], [0, 0], [1, 1], [0, 1], [0, 1], [0, 2], [0], [0, 0]]);
  });
});
