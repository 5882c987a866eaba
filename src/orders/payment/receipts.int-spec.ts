import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Contestants } from '../../../test/races/contestants.js';
import { RECEIPT_RACES } from '../../../test/races/receipt-races.js';
import { refund, says } from '../../../test/support/after-sales.js';
import { aBook } from '../../../test/support/books.js';
import { freshSqlite, onDatabase, sqliteAt } from '../../../test/support/database.js';
import { deliverRolledBack } from '../../../test/support/deliver-rolled-back.js';
import { anOrder } from '../../../test/support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { DatabaseService } from '../../database/database.service.js';
import { RefundsAndDisputesRepository } from './refunds-and-disputes.repository.js';
import { ReceiptQueries } from '../../receipts/receipt.queries.js';

describe('receipts and credit notes', () => {
  let shop: ShopInProcess;

  beforeEach(async () => {
    shop = await openImpatientShop();
    aBook(shop.databasePath, { slug: 'a-book' });
  });
  afterEach(() => shop.close());

  const ordered = () => anOrder(shop, 'a-book');
  const paid = async () => {
    const order = await ordered();
    order.pay();
    await order.look();
    return order;
  };
  const underReview = async () => {
    const order = await ordered();
    shop.change('UPDATE "Order" SET totalMinor = 2200 WHERE id = ?', order.id);
    order.pay();
    await order.look();
    return order;
  };
  const receiptOf = async ({ token }: { token: string }) =>
    shop.get(ReceiptQueries).find(await shop.order(token));
  const numberOf = async (order: { token: string }) => (await receiptOf(order))?.number ?? null;
  const notesOf = async (order: { token: string }) =>
    (await receiptOf(order))?.creditNotes.map(({ kind, number, amount }) => [kind, number, amount.minor]); // prettier-ignore

  it('are numbered in the order in which the money comes, not in that of the orders', async () => {
    const first = await ordered();
    const second = await paid();
    first.pay();
    await first.look();
    const unpaid = await ordered();

    expect([await numberOf(second), await numberOf(first), await numberOf(unpaid)]).toEqual([1, 2, null]); // prettier-ignore
  });

  it('leave no gap where a transaction is rolled back after it took its number', async () => {
    const numbers = () =>
      onDatabase(shop.databasePath, (database) =>
        database.prepare('SELECT number FROM Receipt ORDER BY number').pluck().all(),
      );
    const order = await ordered();
    order.pay();
    await deliverRolledBack(shop, 'payment_intent.succeeded');
    expect([order.is().state, numbers()]).toEqual(['pending', []]);

    await order.look();
    await paid();

    expect(numbers()).toEqual([1, 2]);
  });

  it('come with the acceptance of an order under review, not before', async () => {
    const order = await underReview();

    expect(await numberOf(order)).toBeNull();
    await shop.orders('review', order.number, 'accept');
    expect(await numberOf(order)).toBe(1);
  });

  it('credit what was refunded while the order was under review, without what was paid too much', async () => {
    const order = await underReview();
    order.refund(600);
    await shop.orders('check', order.number);
    expect(await receiptOf(order)).toBeNull();

    await shop.orders('review', order.number, 'accept');

    expect(await notesOf(order)).toEqual([['refund', 1, 500]]);
  });

  it('never come for an order whose money was given back without acceptance', async () => {
    const order = await underReview();
    await shop.orders('refund', order.number);

    expect(order.is().state).toBe('refunded');
    expect(await receiptOf(order)).toBeNull();
  });

  it('are one for each refund, and for each that failed', async () => {
    const [one, other] = [await paid(), await paid()];
    const record = (id: string, ...refunds: Parameters<typeof says>[0]) =>
      shop.get(RefundsAndDisputesRepository).record(id, says(refunds), 'webhook');

    await record(one.id, refund('re_1', 500));
    await record(other.id, refund('re_2', 2300));
    await record(one.id, refund('re_1', 500));
    await record(one.id, refund('re_1', 500, 'failed'), refund('re_3', 2300));

    expect(await notesOf(one)).toEqual([
      ['refund', 1, 500],
      ['refund_failed', 3, 500],
      ['refund', 4, 2300],
    ]);
    expect(await notesOf(other)).toEqual([['refund', 2, 2300]]);
  });
});

describe('the numbers of two processes on one SQLite', () => {
  const ROUNDS = 20;
  const databases: DatabaseService[] = [];
  let contestants: Contestants;

  beforeAll(async () => {
    const location = sqliteAt(await freshSqlite());
    const [one, other] = [await DatabaseService.at(location), await DatabaseService.at(location)];
    databases.push(one, other);
    await Promise.all(databases.map((database) => database.onModuleInit()));
    contestants = new Contestants(one, other);
  });
  afterAll(() => Promise.all(databases.map((database) => database.onApplicationShutdown())));

  it.each(Object.entries(RECEIPT_RACES))('have no gap when %s', async (_, race) => {
    for (let round = 0; round < ROUNDS; round += 1) expect(await race(contestants)).toBeNull();
  });
});
