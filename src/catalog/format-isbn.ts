import { asIsbn13 } from 'isbn3';

/** As it is printed on books. Without hyphens if it is of a range that is not known yet. */
export function formatIsbn(isbn13: string): string {
  return asIsbn13(isbn13, true) ?? isbn13;
}
