import { Injectable } from '@nestjs/common';
import { BookQueries } from '../book.queries.js';
import type { Book } from '../domain/book.js';
import { BookSearch, type FoundBooks } from '../search/book-search.js';
import { type BookList, type ListPage, PAGE_SIZE, pageBeyond, pageWithin } from './book-list.js';
import { BookListsQueries, type CountedSubject, MAX_SORTED } from './book-lists.queries.js';
import type { Cursor, ListQuery } from './list-query.js';

type FoundPage = ListPage<Book> & { count: number | null };

@Injectable()
export class BookListsService {
  constructor(
    private readonly lists: BookListsQueries,
    private readonly books: BookQueries,
    private readonly search: BookSearch,
  ) {}

  /** Null if there is no such subject, contributor or page. */
  async find(query: ListQuery): Promise<BookList | null> {
    if (query.subject === null) return this.#in(null, query);
    const subject = await this.lists.findSubject(query.subject);
    return subject && this.#in(subject, query);
  }

  largestSubjects(count: number): Promise<CountedSubject[]> {
    return this.lists.largestSubjects(count);
  }

  async #in(subject: CountedSubject | null, query: ListQuery): Promise<BookList | null> {
    if (isShort(query, subject)) return this.#short(query, subject);
    // A long list of a subject has an index for the order of the shelf only.
    const found = await this.#long(subject ? { ...query, sort: 'shelf' } : query);
    const count = subject?.bookCount ?? null;
    return found && { ...found, subject, count, isComplete: true, isSortable: !subject };
  }

  async #short(query: ListQuery, subject: CountedSubject | null): Promise<BookList | null> {
    const { ids, isComplete } = await this.#whole(query);
    if (query.author !== null && ids.length === 0) return null;
    const page = await this.#pageOf(ids, query.cursor);
    const found = page && (await this.#withBooks(page, ids.length));
    return found && { ...found, subject, isComplete, isSortable: isComplete };
  }

  /** Of a search, the best match first, unless another order is asked for and all matches are known. */
  async #whole(query: ListQuery): Promise<FoundBooks> {
    if (query.text === null) return { ids: await this.lists.sortedIds(query), isComplete: true };
    const found = await this.search.find(query.text);
    if (query.sort === 'shelf' || !found.isComplete) return found;
    return { ids: await this.lists.sorted(found.ids, query.sort), isComplete: true };
  }

  async #pageOf(ids: number[], cursor: Cursor | null): Promise<ListPage<number> | null> {
    if (!cursor) return pageWithin(ids, 0, null);
    const book = await this.books.findBySlug(cursor.slug);
    const at = book ? ids.indexOf(book.id) : -1;
    const page = pageWithin(ids, at, cursor.direction);
    return at < 0 || page.items.length === 0 ? null : page;
  }

  async #long(query: ListQuery): Promise<FoundPage | null> {
    const ids = await this.lists.idsBeyond(query, PAGE_SIZE + 1);
    if (!ids) return null;
    const { cursor } = query;
    // The first page has been reached backwards, and is a whole one.
    if (cursor?.direction === 'before' && ids.length < PAGE_SIZE) {
      return this.#long({ ...query, cursor: null });
    }
    if (cursor && ids.length === 0) return null;
    return this.#withBooks(pageBeyond(ids, cursor?.direction ?? null), null);
  }

  async #withBooks(page: ListPage<number>, count: number | null): Promise<FoundPage> {
    return { ...page, items: await this.books.findInOrder(page.items), count };
  }
}

/** Whether the whole list can be read and sorted. */
function isShort({ text, author }: ListQuery, subject: CountedSubject | null): boolean {
  return text !== null || author !== null || (subject !== null && subject.bookCount <= MAX_SORTED);
}
