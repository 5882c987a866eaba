import { describe, expect, it } from '@jest/globals';
import type { Currency } from '../../money/currency.js';
import { toEntry } from './to-entry.js';

const BOOK = {
  slug: 'working-in-public',
  title: 'Working in Public',
  author: 'Nadia Eghbal',
  description: 'A book.',
  unitPriceMinor: 2800,
  coverColor: '#1f3a5f',
};

const read = (changes: object, currency: Currency = 'usd') =>
  toEntry({ ...BOOK, ...changes }, currency);

function problemsIn(changes: object): readonly string[] {
  const result = read(changes);
  return 'problems' in result ? result.problems : [];
}

describe(toEntry.name, () => {
  it('reads a book with nothing but what every book has', () => {
    expect(read({})).toEqual({
      entry: {
        ...BOOK,
        subtitle: null,
        taxCategory: null,
        publisher: null,
        publicationDate: null,
        format: null,
        pages: null,
        language: null,
        weightGrams: null,
        isbn: null,
        cover: null,
        coverImage: null,
        contributors: [],
        subjects: [],
        stock: null,
        withdrawn: false,
      },
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
      taxCategory: 'ebook',
      contributors: [{ name: 'Nadia Eghbal', role: 'author' }],
      subjects: [{ code: 'UM', name: 'Computer programming' }],
      isbn: '9780578675862',
      cover: 'covers/a.png',
      stock: 0,
      withdrawn: true,
    };

    expect(read(more)).toEqual({ entry: { ...BOOK, ...more, coverImage: null } });
  });

  it('reads a price as an amount in the shop’s currency, and a year as a date', () => {
    const price = { unitPriceMinor: undefined, price: '1500' };

    expect(read({ ...price, price: '23.5', publishedYear: 1979 })).toMatchObject({
      entry: { unitPriceMinor: 2350, publicationDate: '1979' },
    });
    expect(read(price, 'jpy')).toMatchObject({ entry: { unitPriceMinor: 1500 } });
  });

  it('names the contributors as the author, where there is no other', () => {
    const contributors = [
      { name: 'A' },
      { name: 'B', role: 'author' },
      { name: 'C', role: 'editor' },
    ];

    expect(read({ author: undefined, contributors })).toMatchObject({
      entry: { author: 'A and B', contributors: [{ role: 'author' }, {}, { role: 'editor' }] },
    });
  });

  it('gives a book without a colour always the same one', () => {
    expect(read({ coverColor: undefined })).toMatchObject({ entry: { coverColor: '#6b2737' } });
    expect(read({ coverColor: '#ABCDEF' })).toMatchObject({ entry: { coverColor: '#abcdef' } });
  });

  it.each([
    ['a key that nobody reads', { prise: 1 }, /nobody reads "prise".*unitPriceMinor/],
    ['a fraction of a cent', { unitPriceMinor: 2300.5 }, /unitPriceMinor must be a whole number/],
    ['a price in quotes', { unitPriceMinor: '2300' }, /unitPriceMinor must be a whole number/],
    [
      'no price',
      { unitPriceMinor: undefined },
      /unitPriceMinor must be a whole number.*\$23\.00 is 2300/,
    ],
    ['two prices', { price: '28.00' }, /unitPriceMinor and price say the same/],
    [
      'a price of more decimals',
      { unitPriceMinor: undefined, price: '2.345' },
      /price is "2\.345": it must be an amount in usd/,
    ],
    ['a price with its sign', { unitPriceMinor: undefined, price: '$23' }, /price is "\$23"/],
    ['a negative price', { unitPriceMinor: -2300 }, /unitPriceMinor reads .*too small/],
    [
      'a decimal price that cannot be charged',
      { unitPriceMinor: undefined, price: '0.10' },
      /price reads \$0\.10, which is too small/,
    ],
    [
      'a price without quotes',
      { unitPriceMinor: undefined, price: 23 },
      /price must be given in quotes/,
    ],
    ['another currency', { currency: 'EUR' }, /currency is "eur", the shop’s is usd/],
    ['a year and a date', { publishedYear: 1979, publicationDate: '1979' }, /say the same/],
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
    [
      'a control character',
      { title: `${'📚'.repeat(100)} Work\u0000ing` },
      /title has a broken or invisible .* after "📚{15} Work"/u,
    ],
    ['half a character at the end', { title: 'Work\ud83d' }, /a broken .* after "Work"/],
    [
      'half a character',
      { title: '\ud83dWork' },
      /title has a broken or invisible .* at its beginning/,
    ],
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
    const problems = problemsIn(changes);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
  });

  it.each(['080442957X', '0-8044-2957-X', '978-0-8044-2957-3'])(
    'reads the ISBN %s as its thirteen digits',
    (isbn) => {
      expect(read({ isbn })).toMatchObject({ entry: { isbn: '9780804429573' } });
    },
  );

  it('reads a title of several lines as one line, and keeps the paragraphs of a description', () => {
    const changes = { title: 'Working\n  in Public ', description: 'One.\n\nTwo.' };

    expect(read(changes)).toMatchObject({
      entry: { title: 'Working in Public', description: 'One.\n\nTwo.' },
    });
  });

  it.each([
    [{ isbn: '9.78E+12' }, / or leave it out; it is "9\.78E\+12"$/],
    [{ pages: 0 }, /^pages is less than 1; it is 0$/],
    [{ title: 'Work\u0000ing' }, /again; it is "Work\\u0000ing"$/],
    [{ publisher: 'x'.repeat(501) }, /shorten it; it is "x{59}…"$/],
    [{ contributors: [{ name: 'A', role: 'cook' }] }, /^contributors\.0\.role .*; it is "cook"$/],
  ])('quotes what it refuses, of %j', (changes, words) => {
    expect(problemsIn(changes)).toEqual([expect.stringMatching(words)]);
  });

  it('lists everything that is wrong', () => {
    expect(problemsIn({ isbn: '1', coverColor: '' })).toHaveLength(2);
    expect(toEntry({}, 'usd')).toEqual({
      problems: [
        'slug must be given, as text',
        'title must be given, as text',
        'description must be given, as text',
        'author must be given, as text, or contributors',
        'unitPriceMinor must be a whole number of minor units: $23.00 is 2300',
      ],
    });
  });

  it.each([[5], [null], ['a book'], [[]]])('refuses and quotes %j, which is no record', (value) => {
    expect(toEntry(value, 'usd')).toMatchObject({
      problems: expect.arrayContaining([
        `must be a record with fields; it is ${JSON.stringify(value)}`,
      ]) as unknown,
    });
  });
});
