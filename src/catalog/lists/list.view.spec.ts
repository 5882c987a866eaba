import { describe, expect, it } from '@jest/globals';
import { bookWith } from '../../../test/support/book-with.js';
import type { BookList } from './book-list.js';
import { toListQuery } from './list-query.js';
import { toListView } from './list.view.js';

const LIST: BookList = {
  ...{ items: [bookWith({})], hasPrevious: false, hasNext: false, subject: null },
  ...{ count: 1, isComplete: true, isSortable: true },
};
const viewOf = (list: Partial<BookList>) => {
  const query = toListQuery({ q: 'garden' });
  return query && toListView(query, { ...LIST, ...list }, [], 'https://books.example');
};

describe(toListView.name, () => {
  it.each([
    [{ count: 1 }, '1 book'],
    [{ count: 1_234 }, '1,234 books'],
    [{ count: 500, isComplete: false }, 'Very many books: add a word to find the right one.'],
    [{ count: null }, null],
  ])('counts %j as %j', (list, count) => {
    expect(viewOf(list)).toMatchObject({ count });
  });
});
