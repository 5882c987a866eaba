import { toCover } from '../catalog/domain/cover/cover.js';
import { format } from '../money/format.js';
import { multiply } from '../money/money.js';
import { type Cart, type CartLine, digestOf, MOST_COPIES, totalOf } from './domain/cart.js';

/** Exactly what views/cart/show.hbs prints. `query` says what has just happened, and decides nothing. */
export function toCartView(cart: Cart | null, query: Record<string, unknown>) {
  const lines = cart?.lines ?? [];
  const total = totalOf(lines);
  return {
    isEmpty: lines.length === 0,
    lines: lines.map(toLineView),
    total: total && format(total),
    digest: digestOf(lines),
    canCheckOut: total !== null && lines.every(({ obstacle }) => obstacle !== 'too-few'),
    hasNewPrices: lines.some(({ formerPrice }) => formerPrice !== null),
    hasChanged: query['changed'] !== undefined,
    removed: typeof query['removed'] === 'string' ? query['removed'] : null,
  };
}

function toLineView({ book, quantity, formerPrice, obstacle }: CartLine) {
  return {
    slug: book.slug,
    href: `/books/${book.slug}`,
    title: book.title,
    author: book.author,
    cover: toCover(book),
    quantity,
    choices: choicesFor(quantity),
    unitPrice: format(book.price),
    amount: format(multiply(book.price, quantity)),
    newPrice:
      formerPrice && `The price was ${format(formerPrice)} and is now ${format(book.price)}.`,
    obstacle: obstacle && OBSTACLES[obstacle](book.stock ?? 0),
    counts: obstacle === null || obstacle === 'too-few',
  };
}

const OBSTACLES = {
  withdrawn: () => 'No longer sold, so it is not part of the total.',
  'sold-out': () => 'Sold out at the moment, so it is not part of the total.',
  'too-few': (stock: number) => `Only ${stock} left: please choose fewer to go on.`,
} as const;

function choicesFor(chosen: number) {
  return Array.from({ length: MOST_COPIES }, (_, at) => ({
    value: at + 1,
    isChosen: at + 1 === chosen,
  }));
}
