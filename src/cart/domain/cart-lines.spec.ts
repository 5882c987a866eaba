import { describe, expect, it } from '@jest/globals';
import { bookWith } from '../../../test/support/book-with.js';
import { money } from '../../money/money.js';
import { type CartItem, toLines, withoutPurchased } from './cart-lines.js';

const item = (changes: Partial<CartItem> = {}): CartItem => ({
  bookId: 1,
  quantity: 2,
  acceptedUnitMinor: 2800,
  ...changes,
});

describe(withoutPurchased.name, () => {
  it('takes out exactly what was bought and leaves what was added since', () => {
    const items = [item({ quantity: 3 }), item({ bookId: 2 })];

    expect(withoutPurchased(items, [{ bookId: 1, quantity: 2 }])).toEqual([
      item({ quantity: 1 }),
      item({ bookId: 2 }),
    ]);
  });

  it('does not go below nothing when the book was taken out meanwhile', () => {
    expect(withoutPurchased([item({ quantity: 1 })], [{ bookId: 1, quantity: 5 }])).toEqual([]);
  });

  it('adds up what several orders bought', () => {
    const bought = [
      { bookId: 1, quantity: 1 },
      { bookId: 1, quantity: 1 },
    ];

    expect(withoutPurchased([item()], bought)).toEqual([]);
  });
});

describe(toLines.name, () => {
  it.each([
    ['withdrawn', { isForSale: false }],
    ['sold-out', { stock: 0 }],
    ['too-few', { stock: 1 }],
    [null, { stock: 2 }],
    [null, {}],
  ] as const)('gives the reason %s for a book with %j', (unavailableReason, changes) => {
    expect(toLines([item()], [bookWith(changes)], [])).toMatchObject([{ unavailableReason }]);
  });

  it('counts the copies that an order from this cart holds as there for it', () => {
    const reserved = [{ bookId: 1, quantity: 2 }];

    expect(toLines([item()], [bookWith({ stock: 0 })], reserved)).toMatchObject([
      { unavailableReason: null },
    ]);
    expect(toLines([item({ quantity: 3 })], [bookWith({ stock: 0 })], reserved)).toMatchObject([
      { unavailableReason: 'too-few', book: { stock: 2 } },
    ]);
  });

  it('remembers the price that was seen when it is no longer the price', () => {
    const [line] = toLines([item({ acceptedUnitMinor: 2500 })], [bookWith()], []);

    expect(line?.formerPrice).toEqual(money(2500, 'usd'));
  });
});
