import { isolate } from '../common/bidi.js';
import { shorten } from '../common/shorten.js';
import { type DeliveryHint, toHintView } from '../delivery/domain/hint.js';
import { format } from '../money/format.js';
import { Texts } from '../texts/texts.js';
import { toAuthorParts, toFactsView } from './book-facts.js';
import { toJsonLd } from './book-json-ld.js';
import { type Book, type BookDetails, canBuy, type Subject } from './domain/book.js';
import { coverOf } from './domain/cover/cover-of.js';
import type { CountedSubject } from './lists/book-lists.queries.js';
import { subjectPath } from './lists/list-query.js';
import type { ReservingOrder } from './reserving-order.service.js';

const FEATURED_COUNT = 3;
/** The front table, and two rows of a shelf of six. */
export const HOME_COUNT = FEATURED_COUNT + 12;
export const HOME_SUBJECTS = 24;
const LOW_STOCK = 5;
/** What search engines show of a description, and of a title. */
const MAX_SUMMARY_LENGTH = 160;
const MAX_PAGE_TITLE_LENGTH = 120;
/** Room on the front table. */
const MAX_EXCERPT_LENGTH = 400;
const SHARED_TYPES = ['image/jpeg', 'image/png'];

/** The view of views/catalog/index.hbs. */
export function toCatalogView(
  books: readonly Book[],
  subjects: readonly CountedSubject[],
  publicUrl: string,
) {
  return {
    pageTitle: Texts.t('catalog.title'),
    summary: Texts.t('catalog.summary'),
    canonical: `${publicUrl}/`,
    isEmpty: books.length === 0,
    featured: books.slice(0, FEATURED_COUNT).map(toFeaturedView),
    books: books.slice(FEATURED_COUNT).map(toCardView),
    subjects: subjects.map(toSubjectView),
  };
}

export function toSubjectView({ code, name }: Subject) {
  return { name, href: subjectPath(code) };
}

interface BookPage {
  /** To look at instead of a book that cannot be bought. */
  others?: readonly Book[];
  /** The shopper's own. */
  reserving?: ReservingOrder | null;
  /** What its delivery costs. */
  hint?: DeliveryHint | null;
}

/** The view of views/catalog/show.hbs. */
export function toBookView(
  book: BookDetails,
  publicUrl: string,
  { others = [], reserving = null, hint = null }: BookPage = {},
) {
  const card = toCardView(book);
  const isSoldOut = card.isSoldOut && !reserving;
  return {
    ...card,
    isSoldOut,
    availability: card.isSoldOut && reserving ? null : card.availability,
    reserved: reserving && toReservedView(reserving),
    pageTitle: isolate(shorten(book.title, MAX_PAGE_TITLE_LENGTH)),
    canonical: `${publicUrl}/books/${book.slug}`,
    summary: shorten(book.description, MAX_SUMMARY_LENGTH),
    description: book.description,
    canBuy: canBuy(book),
    deliveryHint: toHintView(hint),
    isWithdrawn: !book.isForSale,
    jsonLd: toJsonLd(book, publicUrl),
    picture: toPictureView(book, publicUrl),
    ...toFactsView(book),
    authorParts: toAuthorParts(book),
    subjects: book.subjects.map(toSubjectView),
    others: others.map(toCardView),
  };
}

function toReservedView({ token, copies }: ReservingOrder) {
  return { text: Texts.t('book.reserved', { count: copies }), href: `/orders/${token}` };
}

function toFeaturedView(book: Book) {
  return { ...toCardView(book), description: shorten(book.description, MAX_EXCERPT_LENGTH) };
}

/** What networks show where somebody shares the page. Null: none, or the example’s. They take no newer kinds of files. */
function toPictureView({ coverImage }: Book, publicUrl: string) {
  if (!coverImage || !SHARED_TYPES.includes(coverImage.type)) return null;
  const { file, width, height } = coverImage;
  return { url: `${publicUrl}/covers/${file}`, width, height };
}

/** The view of views/partials/card.hbs. */
export function toCardView(book: Book) {
  const { slug, title, subtitle, author, isForSale } = book;
  const price = format(book.price);
  const availability = availabilityOf(book);
  const isSoldOut = isForSale && !canBuy(book);
  const cover = coverOf(book);
  const href = `/books/${slug}`;
  return { slug, href, title, subtitle, author, price, availability, isSoldOut, cover };
}

/** Null while there are enough copies. */
function availabilityOf({ isForSale, stock }: Book): string | null {
  if (!isForSale || stock === null || stock > LOW_STOCK) return null;
  if (stock === 0) return Texts.t('catalog.stock.soldOut');
  return Texts.t('catalog.stock.left', { count: stock });
}
