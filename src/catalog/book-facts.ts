import type { BookDetails, ContributorRole, Format } from './domain/book.js';
import { joinNames } from './domain/contributors.js';
import { formatIsbn } from './format-isbn.js';
import { formatPublicationDate } from './format-publication-date.js';
import { authorPath } from './lists/list-query.js';

/** An entry of the definition list on a book’s page. */
interface BookFact {
  name: string;
  value: string | number;
  /** Of a date, for machines. */
  datetime?: string | null;
}

const FORMAT_NAMES: Record<Format, string> = {
  hardcover: 'Hardcover',
  paperback: 'Paperback',
  ebook: 'E-book',
  audiobook: 'Audiobook',
};

/** The authors are named under the title. */
const ROLE_FACTS: Record<Exclude<ContributorRole, 'author'>, string> = {
  editor: 'Edited by',
  translator: 'Translated by',
  illustrator: 'Illustrated by',
  foreword: 'Foreword by',
  introduction: 'Introduction by',
  narrator: 'Read by',
  photographer: 'Photographs by',
  contributor: 'With',
};

const LANGUAGE_NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** What is known of a book, for its page. */
export function toFactsView(book: BookDetails) {
  const facts = bookFacts(book);
  return { facts, hasFacts: facts.length > 0 || book.subjects.length > 0 };
}

/** What the title page says of the authors, with a link to the list of each contributor that it names. */
export function toAuthorParts({ author, contributors }: BookDetails) {
  const parts: { text: string; href: string | null }[] = [];
  let rest = author;
  for (const { name } of contributors) {
    const at = rest.indexOf(name);
    if (at < 0) continue;
    if (at > 0) parts.push({ text: rest.slice(0, at), href: null });
    parts.push({ text: name, href: authorPath(name) });
    rest = rest.slice(at + name.length);
  }
  return rest ? [...parts, { text: rest, href: null }] : parts;
}

function bookFacts(book: BookDetails): BookFact[] {
  const { format, language, publicationDate, isbn, weightGrams } = book;
  const facts: (Omit<BookFact, 'value'> & { value: BookFact['value'] | null })[] = [
    ...contributorFacts(book),
    { name: 'Format', value: format && FORMAT_NAMES[format] },
    { name: 'Pages', value: book.pages },
    { name: 'Language', value: language && (LANGUAGE_NAMES.of(language) ?? language) }, // prettier-ignore
    { name: 'Publisher', value: book.publisher },
    {
      name: 'Published',
      value: publicationDate && formatPublicationDate(publicationDate),
      datetime: publicationDate,
    },
    { name: 'ISBN', value: isbn && formatIsbn(isbn) },
    { name: 'Weight', value: weightGrams && `${weightGrams} g` },
  ];
  return facts.flatMap(({ value, ...fact }) => (value === null ? [] : { ...fact, value }));
}

function contributorFacts({ contributors }: BookDetails): BookFact[] {
  return Object.entries(ROLE_FACTS).flatMap(([role, name]) => {
    const names = contributors.filter((each) => each.role === role).map((each) => each.name);
    return names.length === 0 ? [] : { name, value: joinNames(names) };
  });
}
