import { toOfferLine } from '../catalog/domain/book.js';
import { format } from '../money/format.js';
import { amountOf } from '../pricing/offer.js';
import { type Cart, MAX_QUANTITY } from './domain/cart.js';

/** What the cart page says first. Each value is also the query parameter that selects it. */
export type CartNotice =
  | { kind: 'changed' }
  | { kind: 'removed'; slug: string; title: string; quantity: number }
  | { kind: 'added' | 'updated' | 'full'; title: string; copies: string; amount: string };

/** The query selects the notice; what it says is read from the cart. Null if the cart says otherwise. */
export function noticeOf(
  cart: Cart,
  query: Record<string, unknown>,
  removedTitle: string | null,
): CartNotice | null {
  if (query['changed'] !== undefined) return { kind: 'changed' };
  const lineOf = (slug: unknown) => cart.lines.find(({ book }) => book.slug === slug);
  const { removed } = query;
  if (typeof removed === 'string' && removedTitle !== null && !lineOf(removed)) {
    const quantity = copiesIn(query['copies']);
    return { kind: 'removed', slug: removed, title: removedTitle, quantity };
  }
  for (const kind of ['added', 'updated', 'full'] as const) {
    const line = lineOf(query[kind]);
    if (!line) continue;
    const { book, quantity } = line;
    const copies = quantity === 1 ? '1 copy' : `${quantity} copies`;
    const amount = format(amountOf(toOfferLine(book, quantity)));
    return { kind, title: book.title, copies, amount };
  }
  return null;
}

/** How many were removed, for undoing it. */
function copiesIn(text: unknown): number {
  const copies = Number(text);
  return Number.isInteger(copies) && copies >= 1 && copies <= MAX_QUANTITY ? copies : 1;
}
