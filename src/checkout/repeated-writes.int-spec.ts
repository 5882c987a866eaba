import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { buyCart } from '../../test/support/check-out.js';
import { anOrder } from '../../test/support/placed-orders.js';
import { recordsOf } from '../../test/support/records.js';
import { repeatWrites } from '../../test/support/repeat-writes.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { CartService } from '../cart/cart.service.js';
import { DatabaseService } from '../database/database.service.js';

// As on PostgreSQL, where a write that loses against another runs again. All integration specs run so with
// FOLIO_REPEAT_WRITES=1.
describe('a shop each of whose writes runs twice, the first time rolled back', () => {
  const ADA = 'ada';
  let shop: ShopInProcess;

  beforeAll(async () => {
    shop = await openImpatientShop();
    repeatWrites(shop.get(DatabaseService));
  });
  afterAll(() => shop.close());

  it('sells a book once, and pays back what was asked for', async () => {
    const { slug } = aBook(shop.databasePath, { slug: 'a-book', stock: 5 });
    const order = await anOrder(shop, slug);
    order.pay();
    await shop.deliver('payment_intent.succeeded');
    await shop.deliver('payment_intent.succeeded');
    await shop.orders('refund', order.number, '5.00');
    await order.look();

    expect(order.is().state).toBe('partially_refunded');
    expect(order.refunds()).toEqual([500]);
    expect(shop.stockOf(slug)).toBe(4);
    expect(recordsOf(shop.databasePath).orders()).toHaveLength(1);
    const ledger = recordsOf(shop.databasePath).ledger();
    expect(ledger.map(({ kind }) => kind)).toEqual(['payment', 'refund']);
  });

  it('puts into a cart what was asked for, and orders it', async () => {
    const { slug } = aBook(shop.databasePath, { slug: 'another-book' });
    await shop.get(CartService).add(ADA, slug, 2);
    const order = await buyCart(shop, ADA);

    expect(order?.lines).toMatchObject([{ slug, quantity: 2 }]);
  });
});
