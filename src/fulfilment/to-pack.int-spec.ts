import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { anOrder } from '../../test/support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { watchStatements } from '../../test/support/watch-statements.js';

const watch = watchStatements();
let shop: ShopInProcess;

beforeAll(async () => {
  shop = await openImpatientShop();
  aBook(shop.databasePath, { slug: 'a-book' });
});
afterAll(async () => {
  watch.stop();
  await shop.close();
});

/** Numbers of the orders in the list. */
async function toPack(limit?: number): Promise<number[]> {
  const { said } = await shop.orders('--json', 'list', '--to-pack', ...(limit ? ['--limit', limit] : [])); // prettier-ignore
  return (JSON.parse(said) as { orders: { number: number }[] }).orders.map(({ number }) => number);
}

async function aPaidOrder() {
  const order = await anOrder(shop, 'a-book');
  order.pay();
  await order.look();
  return order.number;
}

it('the list of what is to be packed begins with the oldest, also where it is packed and waits', async () => {
  const [older, newer] = [await aPaidOrder(), await aPaidOrder()];
  await shop.orders('pack', older);

  expect(await toPack(1)).toEqual([older]);
  expect(await toPack(2)).toEqual([older, newer]);
});

it('it asks the database as often for many orders as for one', async () => {
  for (const number of [await aPaidOrder(), await aPaidOrder()]) await shop.orders('pack', number);
  const costOf = async (limit: number) => {
    watch.executed.length = 0;
    const { length } = await toPack(limit);
    return { orders: length, statements: watch.executed.length };
  };
  await costOf(1);
  const [one, many] = [await costOf(1), await costOf(100)];

  expect(one.orders).toBe(1);
  expect(many.orders).toBeGreaterThanOrEqual(4);
  expect(many.statements).toBe(one.statements);
});

it('it has all of them, however many wait', async () => {
  const before = await toPack();
  const added: number[] = [];
  while (added.length < 21) added.push(await aPaidOrder());

  expect(await toPack()).toEqual([...before, ...added]);
});

it('it has orders of several states, and takes none', async () => {
  expect(await shop.orders('list', '--to-pack', '--state', 'paid')).toMatchObject({ code: 2 });
});
