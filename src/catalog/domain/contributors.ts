import type { Contributor } from './book.js';

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** One, two and three are joined as `One, two and three`. */
export function joinNames(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : LIST.format(names);
}

/** Whom a page names as the author, where the title page is not quoted: the authors, else everybody. */
export function authorStatement(contributors: readonly Contributor[]): string {
  const authors = contributors.filter(({ role }) => role === 'author');
  return joinNames((authors.length > 0 ? authors : contributors).map(({ name }) => name));
}
