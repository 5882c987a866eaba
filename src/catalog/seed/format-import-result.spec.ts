import { describe, expect, it } from '@jest/globals';
import { formatImportResult } from './format-import-result.js';

describe(formatImportResult.name, () => {
  const result = { added: 1, changed: 1, unchanged: 12, stockIgnored: [] };

  it('counts added, changed and unchanged books in one line', () => {
    expect(formatImportResult(result)).toBe('14 books: 1 added, 1 changed, 12 unchanged');
  });

  it('counts one book as one', () => {
    expect(formatImportResult({ ...result, changed: 0, unchanged: 0 })).toMatch(/^1 book: /);
  });

  it('names books whose stock was not changed, and how to correct it', () => {
    const stockIgnored = [{ slug: 'a-pattern-language', stock: 3 }];

    expect(formatImportResult({ ...result, stockIgnored })).toMatch(
      /\nStock is set .* a-pattern-language \(3\).* npm run db:studio$/,
    );
  });
});
