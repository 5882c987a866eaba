import { describe, expect, it } from '@jest/globals';
import { isSqliteError } from './is-sqlite-error.js';

describe('isSqliteError', () => {
  it.each([
    ['SQLITE_CORRUPT', 'SQLITE_CORRUPT', true],
    ['SQLITE_CORRUPT_VTAB', 'SQLITE_CORRUPT', true],
    ['SQLITE_BUSY_SNAPSHOT', 'SQLITE_BUSY', true],
    ['SQLITE_BUSY', 'SQLITE', true],
    ['SQLITE_NOTADB', 'SQLITE_CORRUPT', false],
    ['ENOENT', 'SQLITE', false],
  ])('takes %s as %s: %s', (code, kind, expected) => {
    // Of no class at all, as an error of another realm looks from here.
    expect(isSqliteError({ code }, kind)).toBe(expected);
  });

  it.each([null, undefined, 'SQLITE_BUSY', new Error('SQLITE_BUSY')])(
    'takes %p as none',
    (thrown) => {
      expect(isSqliteError(thrown)).toBe(false);
    },
  );
});
