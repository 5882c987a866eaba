import { describe, expect, it } from '@jest/globals';
import { toInsert, toUpdate } from './sql.js';

const AT = new Date('2026-01-02T03:04:05.006Z');
const STORED = '2026-01-02T03:04:05.006+00:00';

describe(toInsert.name, () => {
  it('has the columns of the first row, and a place for each value', () => {
    const rows = [
      { id: 1, note: null, at: AT, left: undefined },
      { at: AT, id: 2, note: 'a' },
    ];

    expect(toInsert(rows)).toEqual({
      columns: '"id", "note", "at"',
      places: '(?, ?, ?), (?, ?, ?)',
      values: [1, null, STORED, 2, 'a', STORED],
    });
  });

  it('loses nothing that only a later row has', () => {
    expect(() => toInsert([{ id: 1 }, { id: 2, note: 'a' }])).toThrow('The first row has no note');
  });
});

describe(toUpdate.name, () => {
  it('assigns what is given, also null, and leaves out what is not', () => {
    expect(toUpdate({ state: 'paid', reason: null, at: AT, failed: undefined })).toEqual({
      assignments: '"state" = ?, "reason" = ?, "at" = ?',
      values: ['paid', null, STORED],
    });
  });
});
