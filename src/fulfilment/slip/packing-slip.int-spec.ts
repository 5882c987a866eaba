import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aBook } from '../../../test/support/books.js';
import { BY_MAIL } from '../../../test/support/check-out.js';
import { freshFolder } from '../../../test/support/database.js';
import { anOrderOf } from '../../../test/support/placed-orders.js';
import { shopFolder } from '../../../test/support/shop-folder.js';
import { openImpatientShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { currentLocale, DEFAULT_LOCALE } from '../../texts/locale.js';
import { PackingSlipService } from './packing-slip.service.js';

let shop: ShopInProcess;

beforeAll(async () => {
  const SHOP_DIR = await shopFolder({ locale: 'de-DE', timeZone: 'Europe/Berlin' });
  shop = await openImpatientShop({ SHOP_DIR, DATA_DIR: await freshFolder() });
});
afterAll(() => shop.close());

it('a packing slip is in the language of the shop, and the command stays English', async () => {
  const { slug } = aBook(shop.databasePath, { title: 'Ein Buch' });
  const placed = await anOrderOf(shop, { [slug]: 2 }, BY_MAIL);
  placed.pay();
  await placed.look();
  const order = await shop.get(OrderQueries).find({ id: placed.id });
  if (!order) throw new Error('It was placed');

  const written = await shop.get(PackingSlipService).write(order, null);
  const html = readFileSync('file' in written ? written.file : '', 'utf8');

  expect(html).toContain('<html lang="de">');
  expect(html).toMatch(/Bestellung \d+ vom \d+\. \p{L}+ \d{4}\./u);
  expect(html).toContain('Vereinigte Staaten');
  expect(currentLocale()).toBe(DEFAULT_LOCALE);
});
