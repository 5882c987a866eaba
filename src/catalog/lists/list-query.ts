import { z } from 'zod';

/** The orders of a list. `shelf` is the bookseller's own. */
export const SORTS = ['shelf', 'title', 'newest', 'price'] as const;
export type Sort = (typeof SORTS)[number];

/** Where a page begins: right after, or right before, the book with this slug. */
export interface Cursor {
  direction: 'after' | 'before';
  slug: string;
}

/** What `GET /books` is asked for. */
export interface ListQuery {
  /** What is searched for. */
  text: string | null;
  subject: string | null;
  /** The name of a contributor, as it is on their books. */
  author: string | null;
  sort: Sort;
  cursor: Cursor | null;
}

const MAX_LENGTH = 200;

// Given twice, the first counts: a link that somebody has put together.
const text = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (Array.isArray(value) ? value[0] : value)?.trim() ?? '')
  .pipe(z.string().max(MAX_LENGTH));
const orNull = text.transform((value) => value || null);

export const ListInput = z.object({
  q: orNull,
  subject: orNull,
  author: orNull,
  sort: text.transform((value) => value || 'shelf').pipe(z.enum(SORTS)),
  page: text.pipe(z.string().regex(/^(?:|1|(?:after|before)\.[^.]+)$/)),
});

/** Null if the parameters are of no list. Unknown ones are ignored: other sites add theirs to links. */
export function toListQuery(parameters: unknown): ListQuery | null {
  const { success, data } = ListInput.safeParse(parameters);
  if (!success) return null;
  const { page, q: searched, ...rest } = data;
  // A search looks at the best matches of the whole shop, not at those of a list.
  if (searched !== null && (rest.subject !== null || rest.author !== null)) return null;
  const query = { ...rest, text: searched };
  const [direction, slug] = page.split('.');
  if (slug === undefined) return { ...query, cursor: null };
  return { ...query, cursor: { direction: direction === 'before' ? 'before' : 'after', slug } };
}

/** The address of a list, the same for equal queries. */
export function listPath({ text: searched, subject, author, sort, cursor }: ListQuery): string {
  const parameters = new URLSearchParams();
  if (searched !== null) parameters.set('q', searched);
  if (subject !== null) parameters.set('subject', subject);
  if (author !== null) parameters.set('author', author);
  if (sort !== 'shelf') parameters.set('sort', sort);
  if (cursor) parameters.set('page', `${cursor.direction}.${cursor.slug}`);
  const query = parameters.toString();
  return query ? `/books?${query}` : '/books';
}

const ALL = { text: null, subject: null, author: null, sort: 'shelf', cursor: null } as const;

export const subjectPath = (code: string) => listPath({ ...ALL, subject: code });
export const authorPath = (name: string) => listPath({ ...ALL, author: name });
export const searchPath = (searched: string) => listPath({ ...ALL, text: searched });
