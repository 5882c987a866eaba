import { describe, expect, it, jest } from '@jest/globals';
import { type Candidate, rank, type ReadNames } from './rank.js';

const book = (id: number, title: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  title,
  subtitle: null,
  author: 'Ada Lovelace',
  stock: null,
  shelfPosition: id,
  ...more,
});

const named = (names: Record<number, string> = {}) =>
  jest.fn<ReadNames>((ids) => Promise.resolve(new Map(ids.map((id) => [id, names[id] ?? '']))));

describe(rank.name, () => {
  it('does not read the names of a book whose title, subtitle and author decide', async () => {
    const readNames = named();
    const books = [book(1, 'Garden paths'), book(2, 'Roses', { subtitle: 'A garden book' })];

    expect(await rank('garden', books, readNames)).toEqual([1, 2]);
    expect(await rank('lovelace', books, readNames)).toHaveLength(2);
    expect(readNames).not.toHaveBeenCalled();
  });

  it('reads the names of those books alone that may have a word in them', async () => {
    const readNames = named({ 2: 'Gardening' });

    expect(await rank('garden', [book(1, 'Garden'), book(2, 'Roses')], readNames)).toEqual([1, 2]);
    expect(readNames.mock.calls).toEqual([[[2]]]);
  });

  it('leaves a book out that has a word nowhere', async () => {
    expect(await rank('garden roses', [book(1, 'Garden'), book(2, 'Roses')], named())).toEqual([]);
  });

  it('prefers a whole word among the names to the beginning of one in the author', async () => {
    const author = 'Annabel Lee';
    const books = [book(1, 'One', { author }), book(2, 'Two', { author })];

    expect(await rank('anna', books, named({ 2: 'Anna Karenina' }))).toEqual([2, 1]);
  });

  it('prefers titles to names, whole words to beginnings, and what is there to what is sold out', async () => {
    const books = [
      book(1, 'Garden', { stock: 0 }),
      book(2, 'Roses', { author: 'Ed Gardener' }),
      book(3, 'Gardens of the north'),
      book(4, 'A garden'),
    ];

    expect(await rank('garden', books, named())).toEqual([4, 3, 2, 1]);
  });
});
