import { describe, expect, it } from '@jest/globals';
import { bookWith } from '../../../test/support/book-with.js';
import { NO_OTHER_PARTS } from '../../../test/support/offers.js';
import { money } from '../../money/money.js';
import { EMPTY_CART, offerOf, offerOfOne } from './cart.js';
import { type CartItem, toLines } from './cart-lines.js';

const item = (changes: Partial<CartItem> = {}): CartItem => ({
  bookId: 1,
  quantity: 2,
  acceptedUnitMinor: 2800,
  ...changes,
});

describe(offerOf.name, () => {
  it('is of what can be bought, at today’s prices', () => {
    const books = [
      bookWith(),
      bookWith({ id: 2, isForSale: false }),
      bookWith({ id: 3, stock: 0 }),
    ];
    const items = [item({ acceptedUnitMinor: 1 }), item({ bookId: 2 }), item({ bookId: 3 })];

    expect(offerOf({ ...EMPTY_CART, lines: toLines(items, books, []) })).toEqual({
      ...NO_OTHER_PARTS,
      lines: [
        {
          bookId: 1,
          slug: 'working-in-public',
          title: 'Working in Public',
          author: 'Nadia Eghbal',
          unitPrice: money(2800, 'usd'),
          quantity: 2,
          taxCategory: 'book',
        },
      ],
      total: money(5600, 'usd'),
    });
  });

  it('is nothing for a cart in which nothing can be bought', () => {
    const lines = toLines([item()], [bookWith({ isForSale: false })], []);

    expect(offerOf({ ...EMPTY_CART, lines })).toBeNull();
  });
});

describe(offerOfOne.name, () => {
  it('is of one copy, sold out or not: an order of this shopper may have reserved it', () => {
    expect(offerOfOne(bookWith({ stock: 0 }), null)).toMatchObject({
      lines: [{ bookId: 1, quantity: 1 }],
      total: money(2800, 'usd'),
    });
  });

  it('is nothing for a withdrawn book', () => {
    expect(offerOfOne(bookWith({ isForSale: false }), null)).toBeNull();
  });
});
