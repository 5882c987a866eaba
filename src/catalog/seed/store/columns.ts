import type { BookChange } from './import-store.js';

/** The columns of a book that a books file decides, beside its withdrawal. The names are the same in both tables. */
export const BOOK_COLUMNS = [
  'isbn',
  'title',
  'subtitle',
  'author',
  'publisher',
  'publicationDate',
  'format',
  'pages',
  'language',
  'weightGrams',
  'taxCategory',
  'description',
  'unitPriceMinor',
  'currency',
  'coverColor',
  'coverFile',
  'coverType',
  'coverWidth',
  'coverHeight',
  'shelfPosition',
] as const;

/** Those that an index has: an UPDATE that sets one writes its index anew, also with the same value. */
const INDEXED: readonly string[] = [
  ...['isbn', 'title', 'publicationDate', 'unitPriceMinor', 'currency', 'shelfPosition'],
];
export const INDEXED_COLUMNS = BOOK_COLUMNS.filter((name) => INDEXED.includes(name));
export const OTHER_COLUMNS = BOOK_COLUMNS.filter((name) => !INDEXED.includes(name));

/** In what a record and its book can differ, as bits of `planned.differs`. */
const DIFFERENCES = [...INDEXED, 'withdrawn', 'contributors', 'subjects', 'others'];
export type Difference = (typeof INDEXED_COLUMNS)[number] | 'withdrawn' | 'contributors' | 'subjects' | 'others'; // prettier-ignore

export const bitOf = (difference: Difference) => 1 << DIFFERENCES.indexOf(difference);

/** Of `[field, old, new]` those that differ. */
export function differing(fields: unknown): BookChange['fields'] {
  return (fields as BookChange['fields']).filter(
    ([, before, after]) => JSON.stringify(before) !== JSON.stringify(after),
  );
}
