import { describe, expect, it } from '@jest/globals';
import { formatImportResult } from './format-import-result.js';

describe(formatImportResult.name, () => {
  const result = {
    added: 1,
    changed: 1,
    unchanged: 12,
    withdrawn: 0,
    refused: 0,
    stockIgnored: { count: 0, first: [] },
    keepsMissing: false,
    wroteNothing: false,
  };

  it('counts added, changed and unchanged books in one line', () => {
    expect(formatImportResult(result)).toBe('14 books: 1 added, 1 changed, 12 unchanged');
  });

  it('counts one book as one', () => {
    expect(formatImportResult({ ...result, changed: 0, unchanged: 0 })).toMatch(/^1 book: /);
  });

  it('names books whose stock was not changed, and how to correct it', () => {
    const stockIgnored = { count: 1, first: [{ slug: 'a-pattern-language', stock: 3 }] };

    expect(formatImportResult({ ...result, stockIgnored })).toMatch(
      /\nStock is set .* a-pattern-language \(3\).* npm run orders -- stock SLUG$/,
    );
  });

  it('says how many more books that is true of', () => {
    const stockIgnored = { count: 30, first: [{ slug: 'a', stock: null }] };

    expect(formatImportResult({ ...result, stockIgnored })).toMatch(
      /: a \(no limit\) and 29 more\./,
    );
  });

  it('counts withdrawn books, if any are', () => {
    expect(formatImportResult({ ...result, withdrawn: 2 })).toMatch(/12 unchanged, 2 withdrawn$/);
  });

  it('says that missing books are kept while some records cannot be read', () => {
    expect(formatImportResult({ ...result, keepsMissing: true })).toMatch(
      /\nNo book was withdrawn/,
    );
  });
});
