import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Contestants } from '../../test/races/contestants.js';
import { aBook, anOrder as aPlacedOrder, aPaidOrder, isPaid } from '../../test/races/rows.js';
import { aBook as aBookIn } from '../../test/support/books.js';
import { freshSqlite, sqliteAt } from '../../test/support/database.js';
import { describeOnEach, restoredAs } from '../../test/support/each-database.js';
import { anOrder } from '../../test/support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import type { DatabaseLocation } from '../config/database-location.js';
import { DatabaseService } from '../database/database.service.js';
import { formatDocumentNumber } from '../receipts/domain/document-number.js';
import { ReceiptQueries } from '../receipts/receipt.queries.js';
import { markRecoveryPending } from './mark-recovery-pending.js';

async function within<T>(location: DatabaseLocation, work: (shop: Contestants) => Promise<T>) {
  const database = await DatabaseService.at(location);
  await database.onModuleInit();
  try {
    return await work(new Contestants(database, database));
  } finally {
    await database.onApplicationShutdown();
  }
}

const receiptsIn = async ({ reader }: Contestants) => {
  const rows = await reader.receipt.findMany({ orderBy: { issuedAt: 'asc' } });
  return rows.map((row) => formatDocumentNumber('receipt', row));
};
const IN_NEW_SERIES = [
  expect.stringMatching(/^R-\d{14}-1$/),
  expect.stringMatching(/^R-\d{14}-2$/),
];

describeOnEach('a restored shop', (kind) => {
  it.each([
    ['one', ['R-1']],
    ['none', []],
  ])('numbers its receipts in a new series, where the backup has %s', async (_, before) => {
    const backup = await freshSqlite();
    const placed = await within(sqliteAt(backup), async (shop) => {
      const book = await aBook(shop);
      if (before.length > 0) await aPaidOrder(shop, book);
      return [await aPlacedOrder(shop, book), await aPlacedOrder(shop, book)];
    });

    const after = await within(await restoredAs(kind, backup), async (shop) => {
      for (const order of placed)
        await shop.one.orders.applyTransition(order.id, isPaid(order), 'webhook');
      return receiptsIn(shop);
    });

    expect(after).toEqual([...before, ...IN_NEW_SERIES]);
  });
});

describe('recover --since, after a restore by other means', () => {
  const A_LONG_TIME_AGO = ['--since', '2026-01-02'];
  let shop: ShopInProcess;
  beforeEach(async () => {
    shop = await openImpatientShop();
    aBookIn(shop.databasePath, { slug: 'a-book' });
  });
  afterEach(() => shop.close());

  const orderedAndPaid = async () => {
    const order = await anOrder(shop, 'a-book');
    order.pay();
    return order;
  };
  const receiptOf = async ({ token }: { token: string }) => {
    const receipt = await shop.get(ReceiptQueries).find(await shop.order(token));
    return receipt && formatDocumentNumber('receipt', receipt);
  };

  it('begins a new series before it applies what was paid', async () => {
    const order = await orderedAndPaid();

    await shop.orders('recover', ...A_LONG_TIME_AGO);

    expect(await receiptOf(order)).toMatch(/^R-\d{14}-1$/);
  });

  it('goes on in the one that db:restore has begun', async () => {
    const order = await orderedAndPaid();
    await markRecoveryPending(shop.databasePath, new Date());
    shop.change(`UPDATE "DocumentSeries" SET series = 'of-the-restore'`);

    await shop.orders('recover', ...A_LONG_TIME_AGO);

    expect(await receiptOf(order)).toBe('R-of-the-restore-1');
  });

  it.each([[['--dry-run', ...A_LONG_TIME_AGO]], [[]]])('begins none with %j', async (options) => {
    const order = await orderedAndPaid();

    await shop.orders('recover', ...options);
    await order.look();

    expect(await receiptOf(order)).toBe('R-1');
  });
});
