import { cpSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { root } from '../../test/support/program.js';
import { anOrderOf } from '../../test/support/placed-orders.js';
import { shopFolder } from '../../test/support/shop-folder.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { DatabaseService } from '../database/database.service.js';
import type { IssuedDocument } from '../receipts/domain/issued-document.js';
import { issuedDocuments } from '../receipts/issued-documents.queries.js';

/** The last second of November in Berlin, and the first of December. */
const [NOVEMBER, DECEMBER] = ['2026-11-30T22:59:59.000+00:00', '2026-11-30T23:00:00.000+00:00'];
const HEADER = 'number,date,order,kind,country,currency,tax_name,rate,net,tax,gross,delivery';

describe('npm run orders -- receipts, in a shop in Berlin with two rates', () => {
  let shop: ShopInProcess;
  let orderNumber: number;

  beforeAll(async () => {
    const SHOP_DIR = await shopFolder({ timeZone: 'Europe/Berlin' });
    cpSync(path.join(root, 'docs/guides/shops/eu/tax.json'), path.join(SHOP_DIR, 'tax.json'));
    shop = await openImpatientShop({ SHOP_DIR });
    aBook(shop.databasePath, { slug: 'a-book' });
    aBook(shop.databasePath, { slug: 'a-calendar', unitPriceMinor: 1190 });
    shop.change(`UPDATE Book SET taxCategory = 'other' WHERE slug = 'a-calendar'`);
    const order = await aSale();
    orderNumber = order.number;
    order.refund(1000);
    await shop.orders('check', order.number);
    await aSale();
    shop.change('UPDATE Receipt SET issuedAt = ? WHERE number = 1', NOVEMBER);
    shop.change('UPDATE Receipt SET issuedAt = ? WHERE number = 2', DECEMBER);
    shop.change('UPDATE CreditNote SET issuedAt = ?', DECEMBER);
  });
  afterAll(() => shop.close());

  async function aSale() {
    const order = await anOrderOf(shop, { 'a-book': 1, 'a-calendar': 1 });
    order.pay();
    await order.look();
    return order;
  }
  const receipts = (from: string, to: string, ...more: string[]) =>
    shop.orders('receipts', '--from', from, '--to', to, ...more);
  const linesOf = async (...args: Parameters<typeof receipts>) =>
    (await receipts(...args)).said.replace(/\r$/, '').split('\r\n');

  it('has a row for each rate of a sale, and of the refund of a part, as CSV', async () => {
    const number = orderNumber;

    expect(await linesOf('2026-11-01', '2026-12-31', '--csv')).toEqual([
      HEADER,
      `R-1,2026-11-30,${number},receipt,US,USD,MwSt.,19,11.29,2.14,13.43,4.50`,
      `R-1,2026-11-30,${number},receipt,US,USD,MwSt.,7,24.27,1.70,25.97,`,
      `R-2,2026-12-01,${number + 1},receipt,US,USD,MwSt.,19,11.29,2.14,13.43,4.50`,
      `R-2,2026-12-01,${number + 1},receipt,US,USD,MwSt.,7,24.27,1.70,25.97,`,
      `C-1,2026-12-01,${number},credit_note,US,USD,MwSt.,19,-2.87,-0.54,-3.41,`,
      `C-1,2026-12-01,${number},credit_note,US,USD,MwSt.,7,-6.16,-0.43,-6.59,`,
    ]);
  });

  it('takes the days of the shop’s time zone, the last one included', async () => {
    const numbersOf = async (from: string, to: string) =>
      (await linesOf(from, to, '--csv')).slice(1).map((line) => line.split(',')[0]);

    expect(await numbersOf('2026-11-01', '2026-11-30')).toEqual(['R-1', 'R-1']);
    expect(await numbersOf('2026-12-01', '2026-12-01')).toEqual(['R-2', 'R-2', 'C-1', 'C-1']);
  });

  it('reads as many pages as it takes', async () => {
    const read = async (pageSize: number) => {
      const found: IssuedDocument[] = [];
      const database = shop.get(DatabaseService);
      for await (const each of issuedDocuments(
        database,
        new Date(0),
        new Date('2100-01-01'),
        pageSize,
      ))
        found.push(each);
      return found;
    };
    const all = await read(100);

    expect(all.map(({ number }) => number)).toEqual([1, 2, 1]);
    expect(await read(1)).toEqual(all);
    expect(await read(2)).toEqual(all);
  });

  it('is a table for people, and JSON for programs', async () => {
    const table = await receipts('2026-12-01', '2026-12-31');
    const json = JSON.parse((await receipts('2026-12-01', '2026-12-31', '--json')).said) as object;

    expect(table.said).toMatch(/^number +date +order +kind/);
    expect(json).toMatchObject({ missing: [] });
  });

  it('says so when there is none, and prints the header of CSV alone', async () => {
    const none = await receipts('2025-01-01', '2025-12-31');

    expect(none).toMatchObject({ code: 0, said: '' });
    expect(none.notes).toEqual([
      'No receipt or credit note was issued from 2025-01-01 to 2025-12-31 (Europe/Berlin).',
    ]);
    expect(await linesOf('2025-01-01', '2025-12-31', '--csv')).toEqual([HEADER]);
  });

  it.each([
    ['30.11.2026', '2026-12-31', 'Give a day: 2026-11-30.'],
    ['2026-11-31', '2026-12-31', 'Give a day: 2026-11-30.'],
    ['2026-12-31', '2026-12-01', '--from 2026-12-31 is after --to 2026-12-01: exchange them.'],
  ])('refuses %s to %s', async (from, to, said) => {
    const refused = await receipts(from, to);

    expect(refused.code).toBe(2);
    expect(refused.said).toContain(said);
  });

  it('refuses to be CSV and JSON at once', async () => {
    expect(await receipts('2026-12-01', '2026-12-31', '--csv', '--json')).toMatchObject({
      code: 2,
      said: 'Give either --csv or --json.',
    });
  });

  it('says which number is missing between others', async () => {
    await aSale();
    await aSale();
    shop.change(`UPDATE Receipt SET issuedAt = '2024-01-01T00:00:00.000+00:00' WHERE number = 3`);

    const { code, notes } = await receipts('2026-01-01', '2026-12-31', '--csv');

    expect(code).toBe(1);
    expect(notes).toEqual([expect.stringContaining('though between two that are: R-3.')]);
  });
});
