import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { buyCart } from '../../test/support/check-out.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { CartService } from '../cart/cart.service.js';
import { CheckoutService } from './checkout.service.js';

let shoppers = 0;

describe('the cart that an order was paid from', () => {
  let shop: ShopInProcess;
  let ada: string;
  let slug: string;

  beforeAll(async () => {
    shop = await openImpatientShop();
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    ada = `ada-${++shoppers}`;
    slug = aBook(shop.databasePath, { slug: `unlimited-${shoppers}` }).slug;
    await carts().add(ada, slug, 1);
  });

  const carts = () => shop.get(CartService);
  const quantities = async () => (await carts().read(ada)).lines.map(({ quantity }) => quantity);

  /** Places an order of the cart. The returned function pays it, as another tab does. */
  async function checkOut() {
    const order = await buyCart(shop, ada);
    if (!order?.paymentIntentId) throw new Error('The cart was not ordered');
    const { token, paymentIntentId } = order;
    return () => {
      shop.gateway.stripe.act(paymentIntentId, 'payment_intent.succeeded', (truth) =>
        truth.succeed(),
      );
      return shop.get(CheckoutService).handleReturn(token, paymentIntentId);
    };
  }

  it('keeps a book that is added again after it was bought', async () => {
    const pay = await checkOut();
    await pay();
    await carts().add(ada, slug, 2);

    expect(await quantities()).toEqual([2]);
  });

  it('keeps a book that is added after all was removed and the order was paid all the same', async () => {
    const pay = await checkOut();
    await carts().setQuantity(ada, slug, 0);
    await pay();
    await carts().add(ada, slug, 2);

    expect(await quantities()).toEqual([2]);
  });

  it('adds once when “Add to cart” is pressed twice for as many copies as have just been bought', async () => {
    const pay = await checkOut();
    await pay();
    shop.change(`UPDATE CartItem SET lastAddedAt = '2026-01-01T00:00:00.000+00:00'`);

    await carts().add(ada, slug, 1);
    await carts().add(ada, slug, 1);

    expect(await quantities()).toEqual([1]);
  });
});
