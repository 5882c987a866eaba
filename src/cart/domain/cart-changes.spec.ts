import { describe, expect, it } from '@jest/globals';
import { bookWith } from '../../../test/support/book-with.js';
import type { Book } from '../../catalog/domain/book.js';
import { money } from '../../money/money.js';
import {
  type Chosen,
  chosenIn,
  type Contents,
  isOtherThan,
  withAccepted,
  withAddition,
  withChosen,
  withQuantity,
} from './cart-changes.js';
import { type Cart, EMPTY_CART } from './cart.js';
import { type CartItem, toLines } from './cart-lines.js';

const BOOK = { id: 1, price: money(2300, 'usd') } as Book;
const OTHER = { id: 2, price: money(900, 'usd') } as Book;
const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000);

const holding = (...items: CartItem[]): Contents => ({ items });

/** The copies of the book after additions of [quantity, seconds]. */
function copiesAfter(additions: [number, number][], book = BOOK): number | undefined {
  const { items } = additions.reduce(
    (before, [quantity, seconds]) => withAddition(before, book, { quantity, at: at(seconds) }),
    holding(),
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
    const one = withAddition(holding(), BOOK, { quantity: 1, at: at(0) });

    const { items } = withAddition(one, OTHER, { quantity: 1, at: at(0) });

    expect(items.map(({ bookId, quantity }) => [bookId, quantity])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it('still knows the addition after the number was changed', () => {
    const added = withAddition(holding(), BOOK, { quantity: 1, at: at(0) });
    const changed = withQuantity(added, BOOK, 3);

    const { items } = withAddition(changed, BOOK, { quantity: 1, at: at(1) });

    expect(items[0]?.quantity).toBe(3);
  });
});

describe(chosenIn.name, () => {
  it('reads the quantities and nothing else of the cart’s form', () => {
    const fields = { seen: '2300 usd', 'quantity[one]': '3', quantity: '0', 'quantity[two]': '10' };

    expect([...(chosenIn(fields)?.quantities ?? [])]).toEqual([
      ['one', 3],
      ['two', 10],
    ]);
  });

  it.each(['0', '11', '-1', '1.5', '1e1', '', ['1', '2'], null])('refuses %j', (value) => {
    expect(chosenIn({ 'quantity[one]': value })).toBeNull();
  });
});

const item = (changes: Partial<CartItem> = {}): CartItem => ({
  bookId: 1,
  quantity: 2,
  acceptedUnitMinor: 2800,
  ...changes,
});
const SHOWN: Cart = {
  ...EMPTY_CART,
  lines: toLines(
    [item(), item({ bookId: 2 })],
    [bookWith(), bookWith({ id: 2, slug: 'other' })],
    [],
  ),
};
const quantities = (...chosen: [string, number][]): Chosen => ({ quantities: new Map(chosen) });
const THREE = quantities([bookWith().slug, 3], ['gone', 5]);

describe(withChosen.name, () => {
  it('keeps a quantity that is another, at the price that was shown, and leaves the rest', () => {
    const [first, second] = [
      item({ acceptedUnitMinor: 1 }),
      item({ bookId: 2, acceptedUnitMinor: 1 }),
    ];

    expect(withChosen(holding(first, second), SHOWN, THREE)).toEqual(
      holding(item({ quantity: 3 }), second),
    );
  });

  it('brings no book back that was taken out meanwhile', () => {
    const other = holding(item({ bookId: 2 }));

    expect(withChosen(other, SHOWN, THREE)).toEqual(other);
  });
});

describe(isOtherThan.name, () => {
  it.each([
    [THREE, true],
    [quantities([bookWith().slug, 2]), false],
    [quantities(), false],
  ])('says of %j whether it has to be kept: %s', (chosen, expected) => {
    expect(isOtherThan(chosen, SHOWN)).toBe(expected);
  });
});

describe(withAccepted.name, () => {
  it('accepts the prices that were shown, and none of a book that was added since', () => {
    const added = item({ bookId: 3, acceptedUnitMinor: 1 });

    expect(withAccepted(holding(item({ acceptedUnitMinor: 1 }), added), SHOWN)).toEqual(
      holding(item(), added),
    );
  });
});
