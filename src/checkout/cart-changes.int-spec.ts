import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { CheckoutService } from './checkout.service.js';
import { CartService } from '../cart/cart.service.js';

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

  async function buyTheCart() {
    const order = await shop.get(CheckoutService).buyCart(ada, undefined);
    const { token = '', paymentIntentId } = order ?? {};
    const id = paymentIntentId ?? '';
    shop.gateway.stripe.act(id, 'payment_intent.succeeded', (truth) => truth.succeed());
    await shop.get(CheckoutService).handleReturn(token, id);
    expect((await shop.order(token)).state).toBe('paid');
  }

  it('keeps the prices that were accepted, and asks for no consent again', async () => {
    await carts.add(ada, slug, 2);
    shop.change('UPDATE Book SET unitPriceMinor = 2600 WHERE slug = ?', slug);
    const changed = await carts.read(ada);
    expect(changed.lines).toMatchObject([{ formerPrice: { minor: 2300 } }]);

    expect(await carts.acceptPrices(ada, changed)).toBe(true);

    const accepted = await carts.read(ada);
    expect(accepted.lines).toMatchObject([{ quantity: 2, formerPrice: null }]);
    expect(await carts.acceptPrices(ada, accepted)).toBe(false);
  });

  it('adds once when “Add to cart” is pressed twice for as many copies as have just been bought', async () => {
    await carts.add(ada, slug, 2);
    await buyTheCart();
    shop.change(`UPDATE CartItem SET lastAddedAt = '2026-01-01T00:00:00.000+00:00'`);

    await carts.add(ada, slug, 2);
    await carts.add(ada, slug, 2);

    expect(await carts.count(ada)).toBe(2);
  });
});
