import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { csvLine } from './csv.js';

describe(csvLine.name, () => {
  it('is read as it was written, whatever is in a cell', () => {
    const rows = [
      ['number', 'tax_name'],
      ['R-1', 'VAT, “reduced” or "low"'],
      ['', 'two\nlines'],
    ];

    expect(parse(`${rows.map(csvLine).join('\n')}\n`)).toEqual(rows);
  });

  it('ends as RFC 4180 has it', () => {
    expect(
      [
        ['a', 'b'],
        ['c', '-1.00'],
      ]
        .map(csvLine)
        .join('\n'),
    ).toBe('a,b\r\nc,-1.00\r');
  });
});
