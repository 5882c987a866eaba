import { hyphenate } from 'isbn3';

/** As it is printed on books. Without hyphens if it is of a range that is not known yet. */
export function formatIsbn(isbn13: string): string {
  // Its types leave out that it knows no newer ranges.
  const hyphenated = hyphenate(isbn13) as string | null;
  return hyphenated ?? isbn13;
}
