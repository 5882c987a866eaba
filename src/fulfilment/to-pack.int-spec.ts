import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { anOrder } from '../../test/support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';

let shop: ShopInProcess;

beforeAll(async () => {
  shop = await openImpatientShop();
  aBook(shop.databasePath, { slug: 'a-book' });
});
afterAll(() => shop.close());

async function aPaidOrder() {
  const order = await anOrder(shop, 'a-book');
  order.pay();
  await order.look();
  return order.number;
}

it('the list of what is to be packed begins with the oldest, also where it is packed and waits', async () => {
  const [older, newer] = [await aPaidOrder(), await aPaidOrder()];
  await shop.orders('pack', older);
  const first = async (limit: number) => {
    const { said } = await shop.orders('--json', 'list', '--to-pack', '--limit', limit);
    return (JSON.parse(said) as { orders: { number: number }[] }).orders.map(
      ({ number }) => number,
    );
  };

  expect(await first(1)).toEqual([older]);
  expect(await first(2)).toEqual([older, newer]);
});
