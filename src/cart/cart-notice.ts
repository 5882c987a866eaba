import { toOfferLine } from '../catalog/domain/book.js';
import { format } from '../money/format.js';
import { amountOf } from '../pricing/offer.js';
import { Texts } from '../texts/texts.js';
import type { Cart } from './domain/cart.js';
import { MAX_QUANTITY } from './domain/cart-lines.js';

/** What the cart page says first. Each value is also the query parameter that selects it. */
export type CartNotice =
  | { kind: 'changed' }
  | { kind: 'no-cookie'; href: string; title: string }
  | { kind: 'removed'; slug: string; title: string; quantity: number }
  | { kind: 'added' | 'updated' | 'full'; title: string; copies: string; amount: string };

/**
 * The query selects the notice; what it says is read from the cart. Null if the cart says otherwise.
 * `cart` is null without the shopper's cookie, and `title` is of the book that is named as removed, or
 * then as added.
 */
export function noticeOf(
  cart: Cart | null,
  query: Record<string, unknown>,
  title: string | null,
): CartNotice | null {
  if (query['changed'] !== undefined) return { kind: 'changed' };
  if (!cart) return noCookieNotice(query['added'], title);
  const lineOf = (slug: unknown) => cart.lines.find(({ book }) => book.slug === slug);
  const { removed } = query;
  if (typeof removed === 'string' && title !== null && !lineOf(removed)) {
    const quantity = copiesIn(query['copies']);
    return { kind: 'removed', slug: removed, title, quantity };
  }
  for (const kind of ['added', 'updated', 'full'] as const) {
    const line = lineOf(query[kind]);
    if (!line) continue;
    const { book, quantity } = line;
    const copies = Texts.t('cart.copies', { count: quantity });
    const amount = format(amountOf(toOfferLine(book, quantity)));
    return { kind, title: book.title, copies, amount };
  }
  return null;
}

/** A browser that is led here after an addition and sends no cookie refuses cookies. */
function noCookieNotice(slug: unknown, title: string | null): CartNotice | null {
  return typeof slug === 'string' && title !== null
    ? { kind: 'no-cookie', href: `/books/${slug}`, title }
    : null;
}

/** How many were removed, for undoing it. */
function copiesIn(text: unknown): number {
  const copies = Number(text);
  return Number.isInteger(copies) && copies >= 1 && copies <= MAX_QUANTITY ? copies : 1;
}
