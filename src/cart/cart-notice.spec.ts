import { describe, expect, it } from '@jest/globals';
import { bookWith } from '../../test/support/book-with.js';
import { noticeOf } from './cart-notice.js';
import { EMPTY_CART } from './domain/cart.js';
import { toLines } from './domain/cart-lines.js';

const BOOK = bookWith({ slug: 'one', title: 'Book One' });
const cartOf = (quantity: number) => ({
  ...EMPTY_CART,
  lines: toLines([{ bookId: 1, quantity, acceptedUnitMinor: 2800 }], [BOOK], []),
});

describe(noticeOf.name, () => {
  it('names the book that was added or updated, its copies and their amount', () => {
    expect(noticeOf(cartOf(1), { added: 'one' }, null)).toEqual({
      ...{ kind: 'added', title: 'Book One', copies: '1 copy', amount: '$28.00' },
    });
    expect(noticeOf(cartOf(3), { updated: 'one' }, null)).toEqual({
      ...{ kind: 'updated', title: 'Book One', copies: '3 copies', amount: '$84.00' },
    });
  });

  it('names the book that was removed', () => {
    expect(noticeOf(EMPTY_CART, { removed: 'one', copies: '3' }, 'Book One')).toEqual({
      ...{ kind: 'removed', slug: 'one', title: 'Book One', quantity: 3 },
    });
  });

  it('says that a browser without a cookie has no cart, once it is sent here with a book', () => {
    expect(noticeOf(null, { added: 'one' }, 'Book One')).toEqual({
      ...{ kind: 'no-cookie', href: '/books/one', title: 'Book One' },
    });
    expect(noticeOf(null, { added: 'two' }, null)).toBeNull();
    expect(noticeOf(null, {}, null)).toBeNull();
  });

  it.each(['0', '11', '1.5', 'x', ['2', '3'], undefined])(
    'offers to put one copy back when the address says %j',
    (copies) => {
      expect(noticeOf(EMPTY_CART, { removed: 'one', copies }, 'Book One')).toMatchObject({
        quantity: 1,
      });
    },
  );

  it.each([
    ['added, but is not in the cart', EMPTY_CART, { added: 'one' }, null],
    ['removed, but is in the cart', cartOf(1), { removed: 'one' }, 'Book One'],
    ['removed, but never existed', EMPTY_CART, { removed: 'two' }, null],
    ['added twice', cartOf(1), { added: ['one', 'one'] }, null],
  ])('says nothing of a book that the address calls %s', (_what, cart, query, removedTitle) => {
    expect(noticeOf(cart, query, removedTitle)).toBeNull();
  });
});
