import { randomUUID } from 'node:crypto';
import type { Change } from '../../src/cart/domain/cart-changes.js';
import type { Races } from './contestants.js';
import { aBook, anOrder, type Book, inCart, isPaid } from './rows.js';

const oneMoreOf =
  (book: Book): Change =>
  (before) => {
    const copies = before.items.find(({ bookId }) => bookId === book.id)?.quantity ?? 0;
    const others = before.items.filter(({ bookId }) => bookId !== book.id);
    return { ...before, items: [...others, inCart(book, copies + 1)] };
  };

const only =
  (book: Book): Change =>
  (before) => ({ ...before, items: [inCart(book)] });

export const CART_RACES: Races = {
  'a copy is added twice': async (contestants) => {
    const [book, id] = [await aBook(contestants), randomUUID()];
    await contestants.one.carts.change(id, oneMoreOf(book));
    await contestants.raceBoth(({ carts }) => carts.change(id, oneMoreOf(book)));
    const { items } = await contestants.one.carts.read(id);
    return items[0]?.quantity === 3 ? null : `${items[0]?.quantity} copies instead of 3`;
  },

  'a copy is added twice to a cart that is not there yet': async (contestants) => {
    const [book, id] = [await aBook(contestants), randomUUID()];
    await contestants.raceBoth(({ carts }) => carts.change(id, oneMoreOf(book)));
    const { items } = await contestants.one.carts.read(id);
    return items[0]?.quantity === 2 ? null : `${items[0]?.quantity} copies instead of 2`;
  },

  'a book is added while the order of the cart is paid': async (contestants) => {
    const [book, added, id] = [await aBook(contestants), await aBook(contestants), randomUUID()];
    await contestants.one.carts.change(id, only(book));
    const order = await anOrder(contestants, book, id);
    await contestants.race(
      ({ carts }) => carts.change(id, oneMoreOf(added)),
      ({ orders }) => orders.applyTransition(order.id, isPaid(order), 'webhook'),
    );
    const { items } = await contestants.one.carts.read(id);
    return items.some(({ bookId }) => bookId === book.id) ? 'what was paid is in the cart' : null;
  },

  'the cart is read while a book is added to it': async (contestants) => {
    const [book, added, id] = [await aBook(contestants), await aBook(contestants), randomUUID()];
    await contestants.one.carts.change(id, only(book));
    const order = await anOrder(contestants, book, id);
    await contestants.one.orders.applyTransition(order.id, isPaid(order), 'webhook');
    const [, { items }] = await contestants.race(
      ({ carts }) => carts.change(id, oneMoreOf(added)),
      ({ carts }) => carts.readLatest(id),
    );
    return items.some(({ bookId }) => bookId === book.id) ? 'what was paid is in the cart' : null;
  },
};
