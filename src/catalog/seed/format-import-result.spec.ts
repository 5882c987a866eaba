import { describe, expect, it } from '@jest/globals';
import { formatImportResult } from './format-import-result.js';

describe(formatImportResult.name, () => {
  const shelved = { added: 1, changed: 1, unchanged: 12, restocked: [] };

  it('says in one line what became of the books', () => {
    expect(formatImportResult(shelved)).toBe('14 books: 1 added, 1 changed, 12 as they were');
  });

  it('counts one book as one', () => {
    expect(formatImportResult({ ...shelved, changed: 0, unchanged: 0 })).toMatch(/^1 book: /);
  });

  it('says which stock it did not touch, and how to correct it', () => {
    const restocked = [{ slug: 'a-pattern-language', stock: 3, opening: 5 }];

    expect(formatImportResult({ ...shelved, restocked })).toMatch(
      /\nStock is set .* a-pattern-language \(3\).* npm run db:studio$/,
    );
  });
});
