import { isolate } from '../../common/bidi.js';
import { shorten } from '../../common/shorten.js';
import { toCardView, toSubjectView } from '../book.view.js';
import { toWords } from '../search/words.js';
import type { BookList } from './book-list.js';
import type { CountedSubject } from './book-lists.queries.js';
import {
  type Cursor,
  listPath,
  type ListQuery,
  searchPath,
  type Sort,
  SORTS,
} from './list-query.js';

const MAX_PAGE_TITLE_LENGTH = 120;
const NUMBER = new Intl.NumberFormat('en-US');

/** The view of views/catalog/list.hbs. */
export function toListView(
  query: ListQuery,
  list: BookList,
  subjects: readonly CountedSubject[],
  publicUrl: string,
) {
  const heading = headingOf(query, list);
  const isIndexed = query.sort === 'shelf' && query.text === null;
  return {
    heading,
    pageTitle: isolate(shorten(heading, MAX_PAGE_TITLE_LENGTH)),
    summary: summaryOf(query, list),
    canonical: isIndexed ? publicUrl + listPath(query) : null,
    isIndexed,
    count: list.count === null ? null : countText(list.count, list.isComplete),
    searched: query.text,
    words: wordLinks(query),
    subjects: subjects.map(toSubjectView),
    books: list.items.map(toCardView),
    sorts: list.isSortable && list.items.length > 1 ? sortLinks(query) : [],
    ...pageLinks(query, list),
  };
}

function headingOf({ text, author }: ListQuery, { subject }: BookList): string {
  if (text !== null) return `Books for “${text}”`;
  if (author !== null && subject) return `${subject.name}: ${author}`;
  return author ?? subject?.name ?? 'All books';
}

/** What search engines and networks show of the list. */
function summaryOf({ text, author }: ListQuery, { subject }: BookList): string {
  if (text !== null) return `What the shop has for “${isolate(text)}”.`;
  const about = subject ? ` on ${isolate(subject.name)}` : '';
  const by = author === null ? '' : ` by ${isolate(author)}`;
  return about || by ? `All books${about}${by} in the shop.` : 'Every book in the shop.';
}

/** Searches that find more. */
function wordLinks({ text }: ListQuery) {
  const words = text === null ? [] : toWords(text);
  return words.length < 2 ? [] : words.map((word) => ({ word, href: searchPath(word) }));
}

function countText(count: number, isComplete: boolean): string {
  if (!isComplete) return 'Very many books: add a word to find the right one.';
  return count === 1 ? '1 book' : `${NUMBER.format(count)} books`;
}

function sortLinks(query: ListQuery) {
  return (Object.keys(SORTS) as Sort[]).map((sort) => ({
    label: query.text !== null && sort === 'shelf' ? 'Best match' : SORTS[sort],
    href: listPath({ ...query, sort, cursor: null }),
    isCurrent: sort === query.sort,
  }));
}

function pageLinks(query: ListQuery, { items, hasPrevious, hasNext }: BookList) {
  const link = (direction: Cursor['direction'], slug: string | undefined) =>
    slug === undefined ? null : listPath({ ...query, cursor: { direction, slug } });
  return {
    previous: hasPrevious ? link('before', items[0]?.slug) : null,
    next: hasNext ? link('after', items.at(-1)?.slug) : null,
    first: hasPrevious ? listPath({ ...query, cursor: null }) : null,
  };
}
