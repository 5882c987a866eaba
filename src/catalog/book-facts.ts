import { perLocale } from '../texts/locale.js';
import { Texts } from '../texts/texts.js';
import type { BookDetails, ContributorRole } from './domain/book.js';
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

/** The authors are named under the title. */
const OTHER_ROLES = Object.keys({
  editor: true,
  translator: true,
  illustrator: true,
  foreword: true,
  introduction: true,
  narrator: true,
  photographer: true,
  contributor: true,
} satisfies Record<OtherRole, true>) as OtherRole[];
type OtherRole = Exclude<ContributorRole, 'author'>;

const languageNames = perLocale(
  ({ tag }) => new Intl.DisplayNames(tag, { type: 'language', fallback: 'code' }),
);

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
    { name: Texts.t('book.facts.format'), value: format && Texts.t(`book.formats.${format}`) },
    { name: Texts.t('book.facts.pages'), value: book.pages },
    { name: Texts.t('book.facts.language'), value: language && (languageNames().of(language) ?? language) }, // prettier-ignore
    { name: Texts.t('book.facts.publisher'), value: book.publisher },
    {
      name: Texts.t('book.facts.published'),
      value: publicationDate && formatPublicationDate(publicationDate),
      datetime: publicationDate,
    },
    { name: Texts.t('book.facts.isbn'), value: isbn && formatIsbn(isbn) },
    { name: Texts.t('book.facts.weight'), value: weightGrams && Texts.t('book.facts.grams', { count: weightGrams }) }, // prettier-ignore
  ];
  return facts.flatMap(({ value, ...fact }) => (value === null ? [] : { ...fact, value }));
}

function contributorFacts({ contributors }: BookDetails): BookFact[] {
  return OTHER_ROLES.flatMap((role) => {
    const names = contributors.filter((each) => each.role === role).map((each) => each.name);
    return names.length === 0
      ? []
      : { name: Texts.t(`book.roles.${role}`), value: joinNames(names) };
  });
}
