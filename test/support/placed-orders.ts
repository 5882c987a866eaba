import { money } from '../../src/money/money.js';
import { PaymentIntentService } from '../../src/orders/payment/payment-intent.service.js';
import { OrdersService } from '../../src/orders/orders.service.js';
import { makeOffer } from '../../src/pricing/offer.js';
import { aBook } from './books.js';
import { onDatabase } from './database.js';
import type { ShopInProcess } from './shop-in-process.js';

/** An order for one copy of the $23.00 book, without a PaymentIntent. */
export async function placeOrder({ databasePath, get }: ShopInProcess, shopperId = 'shopper-1') {
  const { slug, title, author, unitPriceMinor } = onShelf(databasePath);
  const line = { bookId: 1, slug, title, author, quantity: 1 };
  return get(OrdersService).place({
    shopperId,
    origin: `buy-now:${slug}`,
    cartId: null,
    offer: makeOffer({ lines: [{ ...line, unitPrice: money(unitPriceMinor, 'usd') }] }),
  });
}

/** The same, with its PaymentIntent. */
export async function placePayableOrder(shop: ShopInProcess, shopperId?: string) {
  return shop.get(PaymentIntentService).ensure(await placeOrder(shop, shopperId));
}

function onShelf(databasePath: string) {
  const sql = 'SELECT slug, title, author, unitPriceMinor FROM Book WHERE id = 1';
  type Row = Pick<ReturnType<typeof aBook>, 'slug' | 'title' | 'author' | 'unitPriceMinor'>;
  const row = onDatabase(databasePath, (database) => database.prepare<[], Row>(sql).get());
  return row ?? aBook(databasePath);
}
