import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBook } from '../../../test/support/books.js';
import { buyNow, BY_MAIL } from '../../../test/support/check-out.js';
import { freshFolder } from '../../../test/support/database.js';
import { describeOnEach, freshDatabaseOf } from '../../../test/support/each-database.js';
import { openShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { OldAddressesScheduler } from './old-addresses.scheduler.js';

describeOnEach('an address', (kind) => {
  let shop: ShopInProcess;

  beforeAll(async () => {
    const variables = { ADDRESS_MONTHS: '6', DATA_DIR: await freshFolder() };
    shop = await openShop(variables, await freshDatabaseOf(kind));
    aBook(shop.databasePath, { slug: 'a-book' });
  });
  afterAll(() => shop.close());

  const monthsAgo = (months: number) => {
    const time = new Date();
    time.setUTCMonth(time.getUTCMonth() - months);
    return time.toISOString().replace('Z', '+00:00');
  };
  let shoppers = 0;

  async function orderOf(months: number, state: string, paidMonthsAgo: number | null = null) {
    const { token } = await buyNow(shop, `shopper-${++shoppers}`, 'a-book', BY_MAIL);
    const paidAt = paidMonthsAgo === null ? null : monthsAgo(paidMonthsAgo);
    const sql = 'UPDATE "Order" SET placedAt = ?, state = ?, paidAt = ? WHERE token = ?';
    shop.change(sql, monthsAgo(months), state, paidAt, token);
    return token;
  }

  async function sentMonthsAgo(months: number, token: string) {
    const { number } = await shop.order(token);
    await shop.orders('send', number);
    shop.change('UPDATE "Parcel" SET sentAt = ?', monthsAgo(months));
    return token;
  }

  const isKept = async (token: string) => (await shop.order(token)).delivery?.address !== null;

  it('is deleted some months after its order was paid, sent or closed, and nothing else of the order', async () => {
    const orders = {
      paid: await orderOf(7, 'paid', 7),
      expired: await orderOf(7, 'expired'),
      'paid later': await orderOf(7, 'paid', 5),
      'sent later': await sentMonthsAgo(5, await orderOf(7, 'paid', 7)),
      young: await orderOf(5, 'refunded', 5),
      'under review': await orderOf(7, 'needs_review'),
      processing: await orderOf(7, 'processing'),
    };
    const before = await shop.order(orders.paid);

    const deleted = await shop.get(OldAddressesScheduler).deleteOld(new Date());

    const kept = Object.entries(orders).map(async ([name, token]) => ((await isKept(token)) ? name : null)); // prettier-ignore
    expect((await Promise.all(kept)).filter(Boolean)).toEqual(['paid later', 'sent later', 'young', 'under review', 'processing']); // prettier-ignore
    expect(await shop.order(orders.paid)).toEqual({
      ...before,
      delivery: { ...before.delivery, address: null },
    });
    expect(deleted).toBe(2);
  });
});
