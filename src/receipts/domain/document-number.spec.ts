import { describe, expect, it } from '@jest/globals';
import { formatDocumentNumber, seriesAfterRestore } from './document-number.js';

describe(formatDocumentNumber.name, () => {
  it('tells kinds and series apart', () => {
    expect(formatDocumentNumber('receipt', { series: '', number: 17 })).toBe('R-17');
    expect(formatDocumentNumber('credit_note', { series: '', number: 17 })).toBe('C-17');
    const series = seriesAfterRestore(new Date('2026-11-30T12:34:56Z'));
    expect(formatDocumentNumber('receipt', { series, number: 1 })).toBe('R-20261130123456-1');
  });
});
