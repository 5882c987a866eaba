import { describe, expect, it } from '@jest/globals';
import type { Book } from '../../catalog/domain/book.js';
import { money } from '../../money/money.js';
import { withAddition, withQuantity } from './cart-changes.js';
import type { CartItem } from './cart.js';

const BOOK = { id: 1, price: money(2300, 'usd') } as Book;
const OTHER = { id: 2, price: money(900, 'usd') } as Book;
const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000);

/** The copies of the book after additions of [quantity, seconds]. */
function copiesAfter(additions: [number, number][], book = BOOK): number | undefined {
  const items = additions.reduce<CartItem[]>(
    (before, [quantity, seconds]) => withAddition(before, book, { quantity, at: at(seconds) }),
    [],
  );
  return items.find(({ bookId }) => bookId === book.id)?.quantity;
}

describe(withAddition.name, () => {
  it.each<[string, [number, number][], number]>([
    ['adds once what comes twice within two seconds', [[1, 0], [1, 0], [1, 1.9]], 1], // prettier-ignore
    ['adds again after two seconds', [[1, 0], [1, 2]], 2], // prettier-ignore
    ['adds another number at once', [[2, 0], [1, 0.1]], 3], // prettier-ignore
    ['takes a clock that was set back for a later time', [[1, 3600], [1, 0]], 2], // prettier-ignore
  ])('%s', (_what, additions, copies) => {
    expect(copiesAfter(additions)).toBe(copies);
  });

  it('adds one book right after another', () => {
    const one = withAddition([], BOOK, { quantity: 1, at: at(0) });

    const both = withAddition(one, OTHER, { quantity: 1, at: at(0) });

    expect(both.map(({ bookId, quantity }) => [bookId, quantity])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it('still knows the addition after the number was changed', () => {
    const added = withAddition([], BOOK, { quantity: 1, at: at(0) });
    const changed = withQuantity(added, BOOK, 3);

    const [item] = withAddition(changed, BOOK, { quantity: 1, at: at(1) });

    expect(item?.quantity).toBe(3);
  });
});
