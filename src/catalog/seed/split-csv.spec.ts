import { describe, expect, it } from '@jest/globals';
import { CsvSplitter } from './split-csv.js';

function split(text: string, pieceLength: number) {
  const splitter = new CsvSplitter(',');
  const records = [];
  for (let at = 0; at < text.length; at += pieceLength)
    records.push(...splitter.split(text.slice(at, at + pieceLength)));
  records.push(...splitter.end());
  return { records, rest: splitter.rest };
}

const TEXT =
  'a,b\r\n\r\n"x ""y"", ""","1\r\n2\n3",\r"q" r,"s\nt"u,"v"\n"last","",é\n\n,\n"""",""\r\nend,"of\rit"';

describe(CsvSplitter.name, () => {
  it.each([1, 2, 3, 5, 7, 11, 1_000])(
    'reads the same records from pieces of %d letters',
    (pieceLength) => {
      expect(split(TEXT, pieceLength)).toEqual({
        records: [
          { line: 1, cells: ['a', 'b'] },
          { line: 3, cells: ['x "y", "', '1\r\n2\n3', ''] },
          { line: 6, cells: { broken: ' r,"s' } },
          { line: 7, cells: { broken: '"u,"v"' } },
          { line: 8, cells: ['last', '', 'é'] },
          { line: 10, cells: ['', ''] },
          { line: 11, cells: ['"', ''] },
          { line: 12, cells: ['end', 'of\rit'] },
        ],
        rest: { length: 0, line: 14 },
      });
    },
  );

  it('keeps what does not end, and says in which line it begins', () => {
    expect(split('a,b\n"1\n2",2\nc,"d\n', 4)).toEqual({
      records: [
        { line: 1, cells: ['a', 'b'] },
        { line: 2, cells: ['1\n2', '2'] },
      ],
      rest: { length: 5, line: 4 },
    });
  });

  it('does not read what has no end again with each piece', () => {
    const started = performance.now();

    const { rest } = split(`"${'a""\n'.repeat(400_000)}`, 1_000);

    expect(rest.length).toBe(1_600_001);
    // It takes a tenth of a second, and half a minute if each piece is read with all before it.
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});
