import { format, formatDecimal } from '../money/format.js';
import type { Book } from './domain/book.js';
import { toCover } from './domain/cover/cover.js';

const FRONT_TABLE = 3;
const FEW = 5;
const LONGEST_SUMMARY = 160;

/** Exactly what views/catalog/index.hbs prints. */
export function toShelfView(books: readonly Book[], publicUrl: string) {
  const cards = books.map(toCardView);
  return {
    canonical: `${publicUrl}/`,
    isEmpty: cards.length === 0,
    frontTable: cards.slice(0, FRONT_TABLE),
    shelf: cards.slice(FRONT_TABLE),
  };
}

/** Exactly what views/catalog/show.hbs prints. */
export function toBookView(book: Book, publicUrl: string) {
  const canBuy = book.isForSale && book.stock !== 0;
  return {
    ...toCardView(book),
    canonical: `${publicUrl}/books/${book.slug}`,
    summary: summaryOf(book.description),
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

/** Only what a shopper must know: plenty of copies is not worth a word. */
function availabilityOf({ isForSale, stock }: Book): string | null {
  if (!isForSale || stock === null || stock > FEW) return null;
  if (stock === 0) return 'Sold out';
  return stock === 1 ? 'Only 1 copy left' : `Only ${stock} copies left`;
}

function factsOf({ publisher, publishedYear, isbn }: Book) {
  return [
    { name: 'Publisher', value: publisher, property: 'publisher' },
    { name: 'Published', value: publishedYear, property: 'datePublished' },
    { name: 'ISBN', value: isbn, property: 'isbn' },
  ].filter(({ value }) => value !== null);
}

/** For search engines: whole words of the description. */
function summaryOf(description: string): string {
  if (description.length <= LONGEST_SUMMARY) return description;
  const cut = description.slice(0, LONGEST_SUMMARY);
  return `${cut.slice(0, cut.lastIndexOf(' ')).replace(/[,;:]$/, '')}…`;
}
