import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { bookSource } from '../../../test/support/book-source.js';
import { readCsv } from './read-csv.js';
import type { JsonHeader } from './read-json.js';
import { recordsOf } from './source.js';
import type { SourceRecord } from './source-record.js';

async function read(content: string | Uint8Array, header: JsonHeader = {}) {
  const records: SourceRecord[] = [];
  for await (const record of recordsOf(bookSource(content), { header })) records.push(record);
  return records;
}

describe('a JSON file', () => {
  it('is read record by record, each with the line where it begins', async () => {
    const header = {};
    const json =
      '{ "currency": "usd",\n "books": [\n  { "slug": "a",\n "pages": 3 }, { "slug": "b" },\n5 ] }\n';

    await expect(read(json, header)).resolves.toEqual([
      { line: 3, value: { slug: 'a', pages: 3 } },
      { line: 4, value: { slug: 'b' } },
      { line: 5, value: 5 },
    ]);
    expect(header).toEqual({ currency: 'usd' });
  });

  it('may be a list, and stand in one line', async () => {
    await expect(read('[{"slug":"a"},{"slug":"b"}]')).resolves.toEqual([
      { line: 1, value: { slug: 'a' } },
      { line: 1, value: { slug: 'b' } },
    ]);
    await expect(read('{"books":[{"slug":"a"}],"currency":"usd"}')).resolves.toHaveLength(1);
  });

  it('has no price with decimals, which JSON would read as so many cents', async () => {
    const records = await read('[{"pages": 2.0, "unitPriceMinor": 280.00},\n{"unitPriceMinor": 2.8e3}, {"unitPriceMinor": 28}]'); // prettier-ignore

    expect(records.map(({ line, problem }) => [line, problem])).toEqual([
      [1, expect.stringMatching(/is written 280\.00: give whole minor units/)],
      [2, expect.stringMatching(/is written 2\.8e3/)],
      [2, undefined],
    ]);
  });

  it('does not take the keys of a record for those of the file, nor for its prototype', async () => {
    const [record] = await read('[{"currency": "eur", "books": [1], "__proto__": {"title": "x"}}]');

    expect(Object.keys(record?.value ?? {})).toEqual(['currency', 'books', '__proto__']);
  });

  it.each([
    [
      'what breaks off',
      '{"currency": "usd",\n"books": [{"slug": "a"}',
      /^it is not JSON, at line 2/,
    ],
    ['what goes on', '[{"slug": "a"}] x', /^it is not JSON, at line 1/],
    ['a comma too many', '[{"slug": "a"},]', /^it is not JSON/],
    ['another key', '{"books": [{}], "shop": 1}', /^the file: nobody reads "shop"/],
    ['books that are no list', '{"books": {"a": {}}}', /^the file: books must be a list/],
  ])('is refused with %s', async (_what, json, words) => {
    await expect(read(json)).rejects.toMatchObject({ problems: [expect.stringMatching(words)] });
  });
});

describe('an NDJSON file', () => {
  it('is read line by line; a broken line is a record of its own', async () => {
    const lines = '{"slug":"a"}\r\n\n{"slug":\n{"slug":"c","unitPriceMinor":23.00}\n{"slug":"d"}';

    await expect(read(lines)).resolves.toEqual([
      { line: 1, value: { slug: 'a' } },
      { line: 3, problem: expect.stringMatching(/^it is not JSON/) as unknown },
      { line: 4, problem: expect.stringMatching(/is written 23\.00/) as unknown },
      { line: 5, value: { slug: 'd' } },
    ]);
  });
});

describe('a CSV file', () => {
  const HEADER = 'slug,title,price';

  it('has its columns in any order and any spelling', async () => {
    await expect(read('Title,UNIT_PRICE minor,slug\nA,2300,a\n')).resolves.toEqual([
      { line: 2, value: { title: 'A', unitPriceMinor: 2300, slug: 'a' } },
    ]);
  });

  it.each(['\n', '\r\n', '\r'])(
    'may end its lines with %j, and its cells may have lines of their own',
    async (end) => {
      const csv = [HEADER, 'a,"A ""quoted""\n, title",1.00', 'b,B,', '', 'c,C,3.00', ''].join(end);

      await expect(read(`\uFEFF${csv}`)).resolves.toEqual([
        { line: 2, value: { slug: 'a', title: 'A "quoted"\n, title', price: '1.00' } },
        { line: 4, value: { slug: 'b', title: 'B' } },
        { line: 6, value: { slug: 'c', title: 'C', price: '3.00' } },
      ]);
    },
  );

  it.each([';', '\t'])('may have %j between its cells', async (delimiter) => {
    await expect(read(`slug${delimiter}title\na${delimiter}A, B\n`)).resolves.toEqual([
      { line: 2, value: { slug: 'a', title: 'A, B' } },
    ]);
  });

  it('reads contributors, subjects, numbers and yes or no from their cells', async () => {
    const csv =
      'contributors,subjects,pages,stock,withdrawn\nA B; editor: C D,PDZ: Popular science; UM : Code,12,x,TRUE\n';

    await expect(read(csv)).resolves.toEqual([
      {
        line: 2,
        value: {
          contributors: [{ name: 'A B' }, { role: 'editor', name: 'C D' }],
          subjects: [
            { code: 'PDZ', name: 'Popular science' },
            { code: 'UM', name: 'Code' },
          ],
          pages: 12,
          stock: 'x',
          withdrawn: true,
        },
      },
    ]);
  });

  it('reports a line with too few or too many cells, or a stray quotation mark, and reads on', async () => {
    const records = await read(`${HEADER}\na,A\nb,B "x",1\nc,C,1,2\nd,D,1\n`);

    expect(
      records.map(({ line, problem, value }) => [line, problem?.slice(0, 24) ?? value]),
    ).toEqual([
      [2, 'has 2 cells, and the hea'],
      [3, 'it is not CSV (Invalid O'],
      [4, 'has 4 cells, and the hea'],
      [5, { slug: 'd', title: 'D', price: '1' }],
    ]);
  });

  it.each([
    [
      'a quote that is never closed',
      `${HEADER}\na,"A,1\nb,B,1\n`,
      /^line \d: a cell in quotes does not end/,
    ],
    ['a column that nobody reads', 'slug,prise\na,1\n', /^line 1: nobody reads the column "prise"/],
    ['a column twice', 'slug,Slug\na,1\n', /^line 1: the column "Slug" stands twice/],
  ])('is refused with %s', async (_what, csv, words) => {
    await expect(read(csv)).rejects.toMatchObject({ problems: [expect.stringMatching(words)] });
  });

  it('is refused for a record that is too long, and not for a quote', async () => {
    const long = Readable.from([Buffer.from(`slug\n${'x'.repeat(2_000)}\n`)]);

    await expect(readCsv(long, { maxRecordBytes: 1_000 }).next()).rejects.toMatchObject({
      problems: [expect.stringMatching(/^line 2: a record is longer than 64 MB/)],
    });
  });
});

describe('a gzipped file', () => {
  it('is read like the one in it', async () => {
    await expect(read(gzipSync('[{"slug":"a"}]'))).resolves.toEqual([
      { line: 1, value: { slug: 'a' } },
    ]);
  });

  it.each([
    ['cut off', gzipSync('[{"slug":"a"}]').subarray(0, -4)],
    ['damaged', Buffer.concat([gzipSync('[{"slug":"a"}]').subarray(0, 12), Buffer.alloc(20, 7)])],
  ])('is refused if it is %s', async (_what, bytes) => {
    await expect(read(bytes)).rejects.toMatchObject({
      problems: [expect.stringMatching(/^it is gzip, and damaged or cut off/)],
    });
  });
});

describe('a file that is not UTF-8', () => {
  it.each([
    ['UTF-16', Buffer.from('slug\na\n', 'utf16le'), /^it is UTF-16/],
    ['Windows-1252', Buffer.from('slug,title\na,Pólya\n', 'latin1'), /perhaps Windows-1252/],
  ])('is refused by name: %s', async (_name, bytes, words) => {
    await expect(read(bytes)).rejects.toMatchObject({ problems: [expect.stringMatching(words)] });
    await expect(read(gzipSync(bytes))).rejects.toMatchObject({
      problems: [expect.stringMatching(words)],
    });
  });
});
