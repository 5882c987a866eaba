import { describe, expect, it } from '@jest/globals';
import { authorStatement } from './contributors.js';

describe(authorStatement.name, () => {
  const meadows = { name: 'Donella H. Meadows', role: 'author' } as const;
  const wright = { name: 'Diana Wright', role: 'editor' } as const;

  it('names the authors alone', () => {
    expect(authorStatement([wright, meadows])).toBe('Donella H. Meadows');
  });

  it('joins several names as a sentence does', () => {
    const authors = ['Christopher Alexander', 'Sara Ishikawa', 'Murray Silverstein'];

    expect(authorStatement(authors.map((name) => ({ name, role: 'author' })))).toBe(
      'Christopher Alexander, Sara Ishikawa and Murray Silverstein',
    );
  });

  it('names the others of a book without an author', () => {
    expect(authorStatement([wright])).toBe('Diana Wright');
  });
});
