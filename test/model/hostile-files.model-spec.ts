import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { freshDatabase, onDatabase } from '../support/database.js';
import { importInProcess } from '../support/import-books.js';
import { IS_LONG } from '../support/size.js';
import { BooksFileError } from '../../src/catalog/seed/books-file-error.js';

// Three files of 20 MB each, whatever else the machine does.
jest.setTimeout(180_000);

const RUNS = Number(process.env['FOLIO_IMPORT_RUNS'] ?? (IS_LONG ? 500 : 15));
const SEED = Number(process.env['FOLIO_IMPORT_SEED'] ?? 2026);

/** What a record may say: good values, and what people, programs and attackers put in their place. */
const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  fc.constantFrom('', ' ', '"', '""', '"a', 'a"b', 'a,b', 'a\nb', 'a\r\nb', 'a;b', '=1+1'),
  fc.constantFrom(
    '\0',
    'a\0b',
    '\uFEFF',
    '\uFFFD',
    '\uD83D',
    '\u2028',
    '\u202E',
    '👩‍👩‍👧',
    "'; DROP TABLE Book;--",
  ),
  fc.constantFrom('x'.repeat(1_001), 'é'.repeat(20_001)),
);
const hostile = fc.oneof(
  text,
  fc.double(),
  fc.integer(),
  fc.constantFrom(null, true, [], {}, [{}], 1e21, -0, NaN),
);
const mostly = <T>(good: fc.Arbitrary<T>) => fc.oneof({ weight: 9, arbitrary: good }, hostile);

const record = fc.record(
  {
    slug: mostly(fc.stringMatching(/^[a-z]{1,3}$/)),
    title: mostly(text),
    description: mostly(text),
    author: mostly(text),
    unitPriceMinor: mostly(
      fc.oneof(fc.integer({ min: 50, max: 9_000 }), fc.constantFrom(-2300, 23.5, 0)),
    ),
    pages: mostly(fc.integer({ min: 1, max: 999 })),
    isbn: mostly(fc.constantFrom('9780578675862', '0-8044-2957-X', '9780578675863')),
    prise: hostile,
  },
  { requiredKeys: ['slug', 'title', 'description', 'author', 'unitPriceMinor'] },
);

/** What of a record is expected in the database: surrounding space is no part of it, nor are lines in a title. */
const inOneLine = (value: unknown) =>
  String(value)
    .trim()
    .replace(/\s*[\n\r\t]\s*/gu, ' ');

let databasePath: string;

beforeAll(async () => {
  databasePath = await freshDatabase();
});

interface Row {
  slug: string;
  title: string;
  author: string;
  description: string;
  unitPriceMinor: number;
  shelfPosition: number;
}

/** Imports into an empty shop. Null: the file was refused as a whole. */
async function land(content: string | Uint8Array) {
  onDatabase(databasePath, (database) => database.exec('DELETE FROM Book; DELETE FROM Subject'));
  const result = await importInProcess(databasePath, content).catch((error: unknown) => {
    if (error instanceof BooksFileError) return null;
    throw error;
  });
  const rows = onDatabase(
    databasePath,
    (database) => database.prepare('SELECT * FROM Book ORDER BY shelfPosition').all() as Row[],
  );
  return { result, rows };
}

/** Every record is in the table as it was written, or counted as refused. */
function checkRows(
  { result, rows }: Awaited<ReturnType<typeof land>>,
  records: readonly Record<string, unknown>[],
) {
  expect(rows).toHaveLength(result?.added ?? 0);
  if (!result) return;
  expect(result.added + result.refused).toBe(records.length);
  for (const row of rows) {
    const written = records[row.shelfPosition - 1];
    expect(row).toMatchObject({
      slug: String(written?.['slug']).trim(),
      title: inOneLine(written?.['title']),
      author: inOneLine(written?.['author']),
      description: String(written?.['description']).trim(),
      unitPriceMinor: Number(written?.['unitPriceMinor']),
    });
  }
}

const asCell = (value: unknown) => {
  const cell = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return `"${cell === 'null' ? '' : cell.replaceAll('"', '""')}"`;
};
/** Halves of characters are no UTF-8: Node writes U+FFFD for them. */
const isWhole = (records: object[]) => Buffer.from(asCsv(records)).toString() === asCsv(records);

const COLUMNS = ['slug', 'title', 'description', 'author', 'unitPriceMinor', 'pages', 'isbn'];
const asCsv = (records: readonly object[]) =>
  [
    COLUMNS,
    ...records.map((each) => COLUMNS.map((name) => (each as Record<string, unknown>)[name])),
  ]
    .map((cells) => cells.map(asCell).join())
    .join('\r\n');

const property = (check: (records: Record<string, unknown>[]) => Promise<void>) =>
  fc.assert(fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), check), {
    numRuns: RUNS,
    seed: SEED,
  });

describe('of a hostile file, every record lands as it was written or is reported', () => {
  it('as JSON', async () => {
    await property(async (records) => {
      const { result, rows } = await land(JSON.stringify(records));
      expect(result).not.toBeNull();
      checkRows({ result, rows }, records);
    });
  });

  it('as NDJSON', async () => {
    await property(async (records) => {
      const { result, rows } = await land(records.map((each) => JSON.stringify(each)).join('\n'));
      expect(result).not.toBeNull();
      checkRows({ result, rows }, records);
    });
  });

  it('as CSV', async () => {
    await property(async (records) => {
      fc.pre(isWhole(records));
      const { result, rows } = await land(asCsv(records));
      expect(result).not.toBeNull();
      checkRows({ result, rows }, records);
    });
  });

  it('cut off, mixed up, or with bytes of another encoding: refused whole, or counted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('csv', 'json', 'ndjson'),
        fc.array(fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 4 })), {
          minLength: 1,
          maxLength: 3,
        }),
        async (records, format, damages) => {
          const lines = { csv: asCsv(records), json: JSON.stringify(records), ndjson: records.map((each) => JSON.stringify(each)).join('\n') }; // prettier-ignore
          let bytes = Buffer.from(lines[format]);
          for (const [at, put] of damages) {
            const place = at % bytes.length;
            bytes = Buffer.concat([
              bytes.subarray(0, place),
              put,
              bytes.subarray(place + put.length),
            ]);
          }
          const { result, rows } = await land(bytes);
          expect(rows).toHaveLength(result?.added ?? 0);
        },
      ),
      { numRuns: RUNS * 2, seed: SEED },
    );
  });

  it('with a field of 10 MB', async () => {
    const book = { slug: 'a', title: 'A', description: 'A', author: 'A', unitPriceMinor: 2300 };
    const records = [
      { ...book, description: 'a "b", c\n'.repeat(1_000_000) },
      { ...book, slug: 'b' },
    ];

    for (const content of [
      JSON.stringify(records),
      records.map((each) => JSON.stringify(each)).join('\n'),
      asCsv(records),
    ]) {
      // prettier-ignore
      const { result, rows } = await land(content);
      expect(result).toMatchObject({ added: 1, refused: 1 });
      expect(rows).toMatchObject([{ slug: 'b', shelfPosition: 2 }]);
    }
  });

  it.each(['utf16le', 'latin1'] as const)('in %s: refused whole, by its name', async (encoding) => {
    const bytes = Buffer.from('slug,title,description,author,price\na,Pólya,A,A,23.00\n', encoding);

    const { result, rows } = await land(bytes);

    expect([result, rows]).toEqual([null, []]);
  });
});
