import { randomUUID } from 'node:crypto';
import { ShopProblem } from '../../src/common/problem.js';
import type { Races, Repositories } from './contestants.js';
import { aBook, anOrder, type Book, newOrderOf, stockOf } from './rows.js';

/** Null if the copies are gone. */
async function placeIfInStock({ placement }: Repositories, book: Book) {
  try {
    return await placement.findOpenOrCreate(newOrderOf([book]));
  } catch (error) {
    if (error instanceof ShopProblem && error.code === 'out-of-stock') return null;
    throw error;
  }
}

export const PLACEMENT_RACES: Races = {
  'a shopper orders twice': async (contestants) => {
    const [book, shopperId] = [await aBook(contestants, 5), randomUUID()];
    const [one, other] = await contestants.raceBoth(({ placement }) =>
      placement.findOpenOrCreate(newOrderOf([book], { shopperId })),
    );
    if (one.id !== other.id) return 'two orders';
    const stock = await stockOf(contestants, book);
    return stock === 4 ? null : `${stock} copies of 5 are left`;
  },

  'two shoppers order the last copy': async (contestants) => {
    const book = await aBook(contestants, 1);
    const placed = await contestants.raceBoth((one) => placeIfInStock(one, book));
    const count = placed.filter((order) => order !== null).length;
    return count === 1 ? null : `${count} orders for one copy`;
  },

  'two shoppers order two books, each in another order': async (contestants) => {
    const [first, second] = [await aBook(contestants, 9), await aBook(contestants, 9)];
    await contestants.race(
      ({ placement }) => placement.findOpenOrCreate(newOrderOf([first, second])),
      ({ placement }) => placement.findOpenOrCreate(newOrderOf([second, first])),
    );
    const left = [await stockOf(contestants, first), await stockOf(contestants, second)];
    return left.join() === '7,7' ? null : `${left.join(' and ')} copies are left`;
  },

  'two payments are attached': async (contestants) => {
    const book = await aBook(contestants);
    const { id } = await contestants.one.placement.findOpenOrCreate(newOrderOf([book]));
    const [one, other] = await contestants.raceBoth(({ orders }) =>
      orders.attachPayment(id, `pi_${randomUUID()}`),
    );
    return one === other ? null : 'two payments';
  },

  'both find an idempotency key exhausted': async (contestants) => {
    const { id } = await anOrder(contestants, await aBook(contestants));
    const attempts = await contestants.raceBoth(({ orders }) => orders.nextCreateAttempt(id, 1));
    return attempts.join() === '2,2' ? null : `the attempts ${attempts.join(' and ')}`;
  },

  'two e-mail addresses are given': async (contestants) => {
    const { id } = await anOrder(contestants, await aBook(contestants));
    const revisions = await contestants.race(
      ({ orders }) => orders.changeEmail(id, 'a@example.com'),
      ({ orders }) => orders.changeEmail(id, 'b@example.com'),
    );
    return revisions.toSorted().join() === '1,2' ? null : `the revisions ${revisions.join()}`;
  },
};
