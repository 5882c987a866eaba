import { toOfferLine } from '../catalog/domain/book.js';
import { coverOf } from '../catalog/domain/cover/cover-of.js';
import { format } from '../money/format.js';
import { amountOf, fingerprintOf } from '../pricing/offer.js';
import { toTotalView } from '../pricing/offer.view.js';
import type { CartNotice } from './cart-notice.js';
import {
  type Cart,
  type CartLine,
  isOffered,
  MAX_QUANTITY,
  offerOf,
  requiresConsent,
} from './domain/cart.js';

/** The view of views/cart/show.hbs. */
export function toCartView(cart: Cart, notice: CartNotice | null) {
  const { lines } = cart;
  const offer = offerOf(cart);
  const tooMany = lines.find(({ unavailableReason }) => unavailableReason === 'too-few');
  return {
    notice,
    maxQuantity: MAX_QUANTITY,
    pageTitle: notice ? `${PAGE_TITLES[notice.kind]} · Your cart` : 'Your cart',
    isEmpty: lines.length === 0,
    lines: lines.map(toLineView),
    offer: offer && toTotalView(offer),
    fingerprint: offer && fingerprintOf(offer),
    canCheckOut: offer !== null && !tooMany,
    tooMany: tooMany && { slug: tooMany.book.slug, title: tooMany.book.title },
    requiresConsent: requiresConsent(cart),
  };
}

/** A screen reader says the title of a page first. */
const PAGE_TITLES = {
  added: 'Added',
  updated: 'Updated',
  removed: 'Removed',
  full: 'Not added',
  'no-cookie': 'Not added',
  changed: 'Changed',
};

function toLineView(line: CartLine) {
  const { book, quantity, formerPrice, unavailableReason } = line;
  return {
    slug: book.slug,
    href: `/books/${book.slug}`,
    title: book.title,
    author: book.author,
    cover: coverOf(book),
    quantity,
    choices: choicesFor(quantity),
    unitPrice: format(book.price),
    amount: format(amountOf(toOfferLine(book, quantity))),
    newPrice:
      formerPrice && `The price was ${format(formerPrice)} and is now ${format(book.price)}.`,
    unavailableReason: unavailableReason && UNAVAILABLE_REASONS[unavailableReason](book.stock ?? 0),
    counts: isOffered(line),
    left: unavailableReason === 'too-few' ? book.stock : null,
  };
}

const UNAVAILABLE_REASONS = {
  withdrawn: () => 'No longer sold, so it is not part of the total.',
  'sold-out': () => 'Sold out at the moment, so it is not part of the total.',
  'too-few': (stock: number) => `Only ${stock} left: please choose fewer to go on.`,
} as const;

function choicesFor(chosen: number) {
  return Array.from({ length: MAX_QUANTITY }, (_, at) => ({
    value: at + 1,
    isChosen: at + 1 === chosen,
  }));
}
