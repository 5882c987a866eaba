import { toOfferLine } from '../catalog/domain/book.js';
import { coverOf } from '../catalog/domain/cover/cover-of.js';
import { type DeliveryHint, toHintView } from '../delivery/domain/hint.js';
import { format } from '../money/format.js';
import { amountOf, fingerprintOf } from '../pricing/offer.js';
import { toTotalView } from '../pricing/offer.view.js';
import { Texts } from '../texts/texts.js';
import type { CartNotice } from './cart-notice.js';
import { type Cart, offerOf, requiresConsent } from './domain/cart.js';
import { type CartLine, isOffered, MAX_QUANTITY } from './domain/cart-lines.js';

/** The view of views/cart/show.hbs. */
export function toCartView(cart: Cart, notice: CartNotice | null, hint: DeliveryHint | null) {
  const { lines } = cart;
  const offer = offerOf(cart);
  const tooMany = lines.find(({ unavailableReason }) => unavailableReason === 'too-few');
  return {
    notice,
    maxQuantity: MAX_QUANTITY,
    pageTitle: titleOf(notice),
    isEmpty: lines.length === 0,
    lines: lines.map(toLineView),
    offer: offer && toTotalView(offer),
    fingerprint: offer && fingerprintOf(offer),
    canCheckOut: offer !== null && !tooMany,
    tooMany: tooMany && { href: `#line-${tooMany.book.slug}`, title: tooMany.book.title },
    requiresConsent: requiresConsent(cart),
    deliveryHint: toHintView(hint),
  };
}

/** A screen reader says the title of a page first. */
function titleOf(notice: CartNotice | null): string {
  if (!notice) return Texts.t('cart.title');
  return Texts.t('cart.noticeTitle', { notice: Texts.t(`cart.noticeTitles.${notice.kind}`) });
}

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
      formerPrice &&
      Texts.t('cart.line.newPrice', { former: format(formerPrice), price: format(book.price) }),
    unavailableReason:
      unavailableReason && Texts.t(`cart.line.${unavailableReason}`, { count: book.stock ?? 0 }),
    counts: isOffered(line),
    left: unavailableReason === 'too-few' ? book.stock : null,
  };
}

function choicesFor(chosen: number) {
  return Array.from({ length: MAX_QUANTITY }, (_, at) => ({
    value: at + 1,
    isChosen: at + 1 === chosen,
  }));
}
