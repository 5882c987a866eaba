import type { Books, LineRow, OrderRow } from './books.js';

const CLOSED = new Set(['superseded', 'canceled', 'expired']);

/** What was delivered is on the shelf or held by an order; never less than nothing. */
export function noCopyIsLost({ shop, delivered }: Books): string[] {
  return shop.books.flatMap(({ id, slug, stock }) => {
    const came = delivered.get(slug);
    if (stock === null || came === null || came === undefined) return [];
    const held = shop.lines
      .filter(({ bookId }) => bookId === id)
      .reduce((sum, { reserved }) => sum + reserved, 0);
    const wrong = stock < 0 ? [`${slug} has ${stock} copies`] : [];
    if (stock + held !== came)
      wrong.push(`${slug}: ${came} came, ${stock} are there, ${held} are held`);
    return wrong;
  });
}

/**
 * An order holds all of its copies but those that are back on the shelf, or none: none once it was given up, or if it
 * came too late.
 */
export function holdsAreWhole({ shop }: Books): string[] {
  const limited = new Set(shop.books.filter(({ stock }) => stock !== null).map(({ id }) => id));
  return shop.orders.flatMap((order) =>
    shop.lines
      .filter(({ orderId, bookId }) => orderId === order.id && limited.has(bookId))
      .filter((line) => !fits(order, line))
      .map(
        ({ reserved, quantity }) =>
          `order ${order.number} is ${order.state} and holds ${reserved} of ${quantity}`,
      ),
  );
}

function fits({ state }: OrderRow, line: LineRow): boolean {
  const { reserved, quantity, canceled, returned } = line;
  if (CLOSED.has(state)) return reserved === 0;
  const all = reserved === quantity - (canceled ?? 0) - (returned ?? 0);
  return state === 'needs_review' || state === 'refunded' || state === 'disputed'
    ? all || reserved === 0
    : all;
}
