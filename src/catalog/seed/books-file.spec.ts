import { describe, expect, it } from '@jest/globals';
import { BooksFileError } from './books-file-error.js';
import { readBooksFile } from './books-file.js';

const BOOK = {
  slug: 'working-in-public',
  title: 'Working in Public',
  author: 'Nadia Eghbal',
  description: 'A book.',
  unitPriceMinor: 2800,
  coverColor: '#1f3a5f',
};

const aFile = (...books: object[]) => JSON.stringify({ currency: 'usd', books });
const aFileWith = (changes: object) => aFile({ ...BOOK, ...changes });

function problemsIn(json: string): readonly string[] {
  try {
    readBooksFile(json);
  } catch (error) {
    if (error instanceof BooksFileError) return error.problems;
    throw error;
  }
  return [];
}

describe(readBooksFile.name, () => {
  it('reads a book with nothing but what every book has', () => {
    expect(readBooksFile(aFile(BOOK))).toEqual({
      currency: 'usd',
      books: [{ ...BOOK, contributors: [], subjects: [], withdrawn: false }],
    });
  });

  it('reads all that a book may have', () => {
    const more = {
      subtitle: 'S',
      publisher: 'P',
      publicationDate: '2020-08-04',
      format: 'hardcover',
      pages: 256,
      language: 'pt-BR',
      weightGrams: 610,
      contributors: [{ name: 'Nadia Eghbal', role: 'author' }],
      subjects: [{ code: 'UM', name: 'Computer programming' }],
      isbn: '9780578675862',
      stock: 0,
      withdrawn: true,
    };

    expect(readBooksFile(aFileWith(more)).books).toEqual([{ ...BOOK, ...more }]);
  });

  it.each([
    ['a key that nobody reads', { prise: 1 }, /nobody reads "prise".*unitPriceMinor/],
    ['a fraction of a cent', { unitPriceMinor: 2300.5 }, /unitPriceMinor must be a whole number/],
    ['a price in quotes', { unitPriceMinor: '2300' }, /unitPriceMinor must be a whole number/],
    ['a price below what can be charged', { unitPriceMinor: 23 }, /\$0\.23.*too small/],
    ['a price above what can be charged', { unitPriceMinor: 100_000_000 }, /too large/],
    ['a wrong check digit', { isbn: '9780578675863' }, /isbn is no ISBN \(13 digits, or 10/],
    ['an ISBN without quotes', { isbn: 9780578675862 }, /isbn must be given in quotes/],
    [
      'a title that no page can show',
      { title: 'x'.repeat(1001) },
      /title is longer than 1000 char/,
    ],
    ['a long subtitle', { subtitle: 'x'.repeat(1001) }, /subtitle is longer than 1000 characters/],
    ['a list of authors without end', { author: 'x'.repeat(2001) }, /author is longer than 2000/],
    ['a long publisher', { publisher: 'x'.repeat(501) }, /publisher is longer than 500 characters/],
    ['a book as its description', { description: 'x'.repeat(20_001) }, /description is longer/],
    [
      'what a conversion has broken',
      { author: 'George P\uFFFDlya' },
      /author has a broken .*again/,
    ],
    ['a control character', { title: 'Work\u0000ing' }, /title has a broken or invisible/],
    ['half a character', { title: 'Work\ud83d' }, /title has a broken or invisible/],
    ['a slug that is no address', { slug: 'Working In Public' }, /slug must be lower-case words/],
    [
      'a year of its own kind',
      { publicationDate: '79' },
      /publicationDate must be a year, a month/,
    ],
    [
      'a day that no month has',
      { publicationDate: '2020-02-30' },
      /publicationDate must be a year/,
    ],
    ['a book before printing', { publicationDate: '1066' }, /publicationDate must be a year/],
    ['a format of its own', { format: 'papyrus' }, /format must be one of: hardcover, paperback/],
    ['no page', { pages: 0 }, /pages is less than 1/],
    ['half a page', { pages: 1.5 }, /pages must be a whole number/],
    ['a language by name', { language: 'English' }, /language must be a language tag, like "en"/],
    ['a weight of a ton', { weightGrams: 1_000_001 }, /weightGrams is more than 1000000/],
    [
      'a role of its own',
      { contributors: [{ name: 'A', role: 'cook' }] },
      /contributors\.0\.role must be one of: author/,
    ],
    ['a subject without words', { subjects: [{ code: 'UM' }] }, /subjects\.0\.name must be given/],
    [
      'a code that is no code',
      { subjects: [{ code: 'U M', name: 'A' }] },
      /subjects\.0\.code must be a code/,
    ],
    [
      'a subject twice',
      {
        subjects: [
          { code: 'UM', name: 'A' },
          { code: 'UM', name: 'A' },
        ],
      },
      /subjects names a code twice/,
    ],
    ['a colour by name', { coverColor: 'red' }, /coverColor must be a colour like "#1f3a5f"/],
    ['a negative stock', { stock: -1 }, /stock cannot be negative/],
    ['an empty title', { title: ' ' }, /title is empty/],
    ['a missing author', { author: undefined }, /author must be given, as text/],
    ['a withdrawn that is neither', { withdrawn: 'yes' }, /withdrawn must be true or false/],
  ])('refuses %s', (_what, changes, words) => {
    const problems = problemsIn(aFileWith(changes));

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
  });

  it.each(['080442957X', '0-8044-2957-X', '978-0-8044-2957-3'])(
    'reads the ISBN %s as its thirteen digits',
    (isbn) => {
      expect(readBooksFile(aFileWith({ isbn })).books).toEqual([
        expect.objectContaining({ slug: BOOK.slug, isbn: '9780804429573' }),
      ]);
    },
  );

  it('reads a title of several lines as one line, and keeps the paragraphs of a description', () => {
    const changes = { title: 'Working\n  in Public ', description: 'One.\n\nTwo.' };

    expect(readBooksFile(aFileWith(changes)).books).toMatchObject([
      { title: 'Working in Public', description: 'One.\n\nTwo.' },
    ]);
  });

  it('refuses a price written with decimals, which JSON would read as so many cents', () => {
    const json = aFileWith({}).replace('2800', '280.00');

    expect(problemsIn(json)).toEqual([expect.stringMatching(/line 1: .*written 280\.00.*2300/)]);
  });

  it('refuses a slug or an ISBN that stands twice', () => {
    const isbn = '9780578675862';

    expect(problemsIn(aFile({ ...BOOK, isbn }, { ...BOOK, isbn: '0-578-67586-2' }))).toEqual([
      'book 2 (working-in-public): has the same slug as book 1: every slug stands once',
      'book 2 (working-in-public): has the same isbn as book 1: every isbn stands once',
    ]);
  });

  it('lists everything that is wrong, each with its place', () => {
    const json = aFile(
      { ...BOOK, stock: 1.5 },
      { ...BOOK, slug: 'b', isbn: '1', coverColor: '' },
      {},
    );
    const places = problemsIn(json).map((problem) => problem.split(' ', 3).join(' '));

    expect(places.filter((place) => place.startsWith('book 1'))).toHaveLength(1);
    expect(places.filter((place) => place.startsWith('book 2'))).toHaveLength(2);
    expect(places.filter((place) => place.startsWith('book 3'))).toHaveLength(6);
  });

  it.each([
    ['what is not JSON', '{"books": [', /it is not JSON/],
    [
      'an unknown currency',
      JSON.stringify({ currency: 'xyz', books: [BOOK] }),
      /currency must be one of: aed/,
    ],
    ['no books', aFile(), /books is empty/],
    [
      'another key',
      JSON.stringify({ currency: 'usd', books: [BOOK], shop: 1 }),
      /the file: nobody reads "shop"/,
    ],
  ])('refuses %s', (_what, json, words) => {
    expect(problemsIn(json)).toEqual([expect.stringMatching(words)]);
  });

  it('says in its message that nothing was written', () => {
    expect(() => readBooksFile('')).toThrow(/^Nothing was written/);
  });
});
