import { formatDecimal } from '../money/format.js';
import {
  type Book,
  type BookDetails,
  canBuy,
  type ContributorRole,
  type Format,
} from './domain/book.js';

const FORMATS: Record<Format, string> = {
  hardcover: 'https://schema.org/Hardcover',
  paperback: 'https://schema.org/Paperback',
  ebook: 'https://schema.org/EBook',
  audiobook: 'https://schema.org/AudiobookFormat',
};

/** Where schema.org has a property for the role. */
const PROPERTIES: Record<ContributorRole, string> = {
  author: 'author',
  editor: 'editor',
  translator: 'translator',
  illustrator: 'illustrator',
  foreword: 'contributor',
  introduction: 'contributor',
  narrator: 'readBy',
  photographer: 'contributor',
  contributor: 'contributor',
};

const known = <T>(value: T | null) => value ?? undefined;

/**
 * The book as search engines read it: schema.org’s Product and Book in one, with its Offer. Fields that are undefined
 * are not known, and JSON leaves them out. The drawn cover is no picture file, and is not named.
 */
export function toJsonLd(book: BookDetails, publicUrl: string) {
  const url = `${publicUrl}/books/${book.slug}`;
  const { coverImage, isbn, publisher } = book;
  return {
    '@context': 'https://schema.org',
    '@type': ['Product', 'Book', ...(book.format === 'audiobook' ? ['Audiobook'] : [])],
    '@id': url,
    url,
    name: book.title,
    alternativeHeadline: known(book.subtitle),
    description: book.description,
    image: coverImage ? `${publicUrl}/covers/${coverImage.file}` : undefined,
    isbn: known(isbn),
    gtin13: known(isbn),
    bookFormat: book.format === null ? undefined : FORMATS[book.format],
    numberOfPages: known(book.pages),
    inLanguage: known(book.language),
    datePublished: known(book.publicationDate),
    publisher: publisher === null ? undefined : { '@type': 'Organization', name: publisher },
    about: book.subjects.map(({ name }) => ({ '@type': 'Thing', name })),
    ...peopleOf(book),
    offers: {
      '@type': 'Offer',
      url,
      price: formatDecimal(book.price),
      priceCurrency: book.price.currency.toUpperCase(),
      availability: `https://schema.org/${availabilityOf(book)}`,
      itemCondition: 'https://schema.org/NewCondition',
    },
  };
}

/** Of a book without contributors, the author is whom the title page names. */
function peopleOf({ author, contributors }: BookDetails) {
  const people =
    contributors.length > 0 ? contributors : [{ name: author, role: 'author' as const }];
  const byProperty: Record<string, { '@type': 'Person'; name: string }[]> = {};
  for (const { name, role } of people) {
    (byProperty[PROPERTIES[role]] ??= []).push({ '@type': 'Person', name });
  }
  return byProperty;
}

function availabilityOf(book: Book): string {
  if (!book.isForSale) return 'Discontinued';
  return canBuy(book) ? 'InStock' : 'SoldOut';
}
