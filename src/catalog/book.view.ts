import { format, formatDecimal } from '../money/format.js';
import { shorten } from '../common/shorten.js';
import type { Book } from './domain/book.js';
import { toCover } from './domain/cover/cover.js';
import { formatIsbn } from './domain/isbn.js';

const FEATURED_COUNT = 3;
const LOW_STOCK = 5;
/** What search engines show of a description. */
const MAX_SUMMARY_LENGTH = 160;

/** The view of views/catalog/index.hbs. */
export function toCatalogView(books: readonly Book[], publicUrl: string) {
  const cards = books.map(toCardView);
  return {
    canonical: `${publicUrl}/`,
    isEmpty: cards.length === 0,
    featured: cards.slice(0, FEATURED_COUNT),
    books: cards.slice(FEATURED_COUNT),
  };
}

/** The view of views/catalog/show.hbs. */
export function toBookView(book: Book, publicUrl: string) {
  const canBuy = book.isForSale && book.stock !== 0;
  return {
    ...toCardView(book),
    canonical: `${publicUrl}/books/${book.slug}`,
    summary: shorten(book.description, MAX_SUMMARY_LENGTH),
    canBuy,
    isWithdrawn: !book.isForSale,
    offer: {
      amount: formatDecimal(book.price),
      currency: book.price.currency.toUpperCase(),
      availability: canBuy ? 'InStock' : book.isForSale ? 'SoldOut' : 'Discontinued',
    },
    facts: factsOf(book),
  };
}

function toCardView(book: Book) {
  const { slug, title, subtitle, author, description } = book;
  const price = format(book.price);
  const availability = availabilityOf(book);
  const cover = toCover(book);
  const href = `/books/${slug}`;
  return { slug, href, title, subtitle, author, description, price, availability, cover };
}

/** Null while there are enough copies. */
function availabilityOf({ isForSale, stock }: Book): string | null {
  if (!isForSale || stock === null || stock > LOW_STOCK) return null;
  if (stock === 0) return 'Sold out';
  return stock === 1 ? 'Only 1 copy left' : `Only ${stock} copies left`;
}

function factsOf({ publisher, publishedYear, isbn }: Book) {
  return [
    { name: 'Publisher', value: publisher, property: 'publisher' },
    { name: 'Published', value: publishedYear, property: 'datePublished' },
    { name: 'ISBN', value: isbn && formatIsbn(isbn), property: 'isbn' },
  ].filter(({ value }) => value !== null);
}
