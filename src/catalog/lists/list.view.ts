import { isolate } from '../../common/bidi.js';
import { shorten } from '../../common/shorten.js';
import { Texts } from '../../texts/texts.js';
import { toCardView, toSubjectView } from '../book.view.js';
import { toWords } from '../search/words.js';
import type { BookList } from './book-list.js';
import type { CountedSubject } from './book-lists.queries.js';
import { type Cursor, listPath, type ListQuery, searchPath, SORTS } from './list-query.js';

const MAX_PAGE_TITLE_LENGTH = 120;

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
  if (text !== null) return Texts.t('list.searched', { text });
  if (author !== null && subject) {
    return Texts.t('list.subjectAndAuthor', { subject: subject.name, author });
  }
  return author ?? subject?.name ?? Texts.t('catalog.all');
}

/** What search engines and networks show of the list. */
function summaryOf({ text, author }: ListQuery, { subject }: BookList): string {
  if (text !== null) return Texts.t('list.summary.search', { text: isolate(text) });
  const values = { subject: isolate(subject?.name ?? ''), author: isolate(author ?? '') };
  if (subject && author !== null) return Texts.t('list.summary.both', values);
  if (subject) return Texts.t('list.summary.subject', values);
  return author === null ? Texts.t('list.summary.all') : Texts.t('list.summary.author', values);
}

/** Searches that find more. */
function wordLinks({ text }: ListQuery) {
  const words = text === null ? [] : toWords(text);
  return words.length < 2 ? [] : words.map((word) => ({ word, href: searchPath(word) }));
}

function countText(count: number, isComplete: boolean): string {
  return isComplete ? Texts.t('list.count', { count }) : Texts.t('list.tooMany');
}

function sortLinks(query: ListQuery) {
  const isSearch = query.text !== null;
  return SORTS.map((sort) => ({
    label: Texts.t(`list.sorts.${isSearch && sort === 'shelf' ? 'match' : sort}`),
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
