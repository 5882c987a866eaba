import { describe, expect, it } from '@jest/globals';
import { tellShelved } from './tell-shelved.js';

describe(tellShelved.name, () => {
  const shelved = { added: 1, changed: 1, asTheyWere: 12, counted: [] };

  it('says in one line what became of the books', () => {
    expect(tellShelved(shelved)).toBe('14 books: 1 added, 1 changed, 12 as they were');
  });

  it('counts one book as one', () => {
    expect(tellShelved({ ...shelved, changed: 0, asTheyWere: 0 })).toMatch(/^1 book: /);
  });

  it('says which stock it did not touch, and how to correct it', () => {
    const counted = [{ slug: 'a-pattern-language', stock: 3, opening: 5 }];

    expect(tellShelved({ ...shelved, counted })).toMatch(
      /\nStock is set .* a-pattern-language \(3\).* npm run db:studio$/,
    );
  });
});
