import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../../../test/support/books.js';
import { AN_ADDRESS } from '../../../test/support/offers.js';
import { newYorkShop } from '../../../test/support/shop-folder.js';
import { openShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import type { DeliveryDraft } from '../../delivery/domain/draft.js';
import { DeliveryView } from './delivery.view.js';

const NEW_YORK = { ...AN_ADDRESS, state: 'NY' };

describe('the delivery page of a shop that adds a tax in New York', () => {
  let shop: ShopInProcess;

  beforeAll(async () => {
    shop = await openShop({ SHOP_DIR: await newYorkShop() });
    aBook(shop.databasePath, { slug: 'book', unitPriceMinor: 2300 });
  });
  afterAll(() => shop.close());

  async function show(destination: string, address: DeliveryDraft['address'] = null) {
    const draft = { destination, method: '', address };
    const items = await shop.items.ofBook('book');
    const page = { slug: 'book', items, draft, errors: null, isChanged: false };
    const { isBeforeTax, methods } = shop.get(DeliveryView).show(page);
    return { isBeforeTax, total: methods[0]?.total };
  }

  it('says what an order costs before tax until a state was entered, as its own would be a guess', async () => {
    const beforeTax = { isBeforeTax: true, total: '$27.50' };

    expect(await show('US')).toEqual(beforeTax);
    expect(await show('US', { ...NEW_YORK, state: '' })).toEqual(beforeTax);
  });

  it('says what it costs in all once it knows', async () => {
    const total = async (...to: Parameters<typeof show>) => (await show(...to)).total;

    expect(await show('US', NEW_YORK)).toEqual({ isBeforeTax: false, total: '$29.94' });
    expect(await total('US', AN_ADDRESS)).toBe('$27.50');
    expect(await show('CA')).toEqual({ isBeforeTax: false, total: '$37.50' });
    expect(await show('pickup')).toEqual({ isBeforeTax: false, total: '$25.04' });
  });
});
