import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { NOTHING_CHOSEN } from '../../test/support/check-out.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { CartService } from './cart.service.js';

let shoppers = 0;

describe(CartService.name, () => {
  let shop: ShopInProcess;
  let carts: CartService;
  let ada: string;
  let slug: string;

  beforeAll(async () => {
    shop = await openImpatientShop();
    carts = shop.get(CartService);
  });
  afterAll(() => shop.close());
  beforeEach(() => {
    ada = `ada-${++shoppers}`;
    slug = aBook(shop.databasePath, { slug: `book-${shoppers}` }).slug;
  });

  it('keeps the prices that were accepted, and asks for no consent again', async () => {
    await carts.add(ada, slug, 2);
    shop.change('UPDATE Book SET unitPriceMinor = 2600 WHERE slug = ?', slug);
    const changed = await carts.read(ada);
    expect(changed.lines).toMatchObject([{ formerPrice: { minor: 2300 } }]);

    expect(await carts.accept(ada, changed, NOTHING_CHOSEN)).toBe(true);

    const accepted = await carts.read(ada);
    expect(accepted.lines).toMatchObject([{ quantity: 2, formerPrice: null }]);
    expect(await carts.accept(ada, accepted, NOTHING_CHOSEN)).toBe(false);
  });
});
