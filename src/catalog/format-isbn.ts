import { hyphenate } from 'isbn3';

/** As it is printed on books. Without hyphens if it is of a range that is not known yet. */
export function formatIsbn(isbn13: string): string {
  return hyphenate(isbn13) ?? isbn13;
}
