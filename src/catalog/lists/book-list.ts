import type { Book } from '../domain/book.js';
import type { CountedSubject } from './book-lists.queries.js';
import type { Cursor } from './list-query.js';

export const PAGE_SIZE = 24;

/** One page of a list. */
export interface ListPage<T> {
  items: T[];
  hasPrevious: boolean;
  hasNext: boolean;
}

export interface BookList extends ListPage<Book> {
  /** Null where the list is too long to be counted. */
  count: number | null;
  /** False: a search with more matches than it looks at. */
  isComplete: boolean;
  subject: CountedSubject | null;
  /** Whether it can be put into other orders than the shelf's. */
  isSortable: boolean;
}

/** The page that `found` begins: one more than a page, if there is another one in that direction. */
export function pageBeyond<T>(
  found: readonly T[],
  direction: Cursor['direction'] | null,
): ListPage<T> {
  const hasMore = found.length > PAGE_SIZE;
  if (direction === 'before') {
    return { items: found.slice(-PAGE_SIZE), hasPrevious: hasMore, hasNext: true };
  }
  return { items: found.slice(0, PAGE_SIZE), hasPrevious: direction === 'after', hasNext: hasMore };
}

/** The page of a whole list that begins at `at`, the index of the cursor's book. */
export function pageWithin<T>(
  all: readonly T[],
  at: number,
  direction: Cursor['direction'] | null,
): ListPage<T> {
  const start = direction === null ? 0 : direction === 'after' ? at + 1 : at - PAGE_SIZE;
  const first = Math.max(0, start);
  const items = all.slice(first, first + PAGE_SIZE);
  return { items, hasPrevious: first > 0, hasNext: first + PAGE_SIZE < all.length };
}
