import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../../../test/support/books.js';
import { anOrder, buyNow } from '../../../test/support/placed-orders.js';
import { recordsOf } from '../../../test/support/records.js';
import { openImpatientShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { size } from '../../../test/support/size.js';

const BUYERS = 50;
// FOLIO_LAST_COPY_ROUNDS=100 looks longer.
const ROUNDS = size('FOLIO_LAST_COPY_ROUNDS', { usual: 4, long: 40 });

describe('copies that are limited', () => {
  let shop: ShopInProcess;

  beforeAll(async () => {
    shop = await openImpatientShop();
  });
  afterAll(() => shop.close());

  const limited = (slug: string, stock: number) =>
    aBook(shop.databasePath, { slug, title: `The ${slug}`, stock }).slug;
  const ordered = (slug: string) => anOrder(shop, slug);
  const left = (slug: string) => shop.stockOf(slug);

  it('gives the last one to one of fifty buyers at once, and refuses the others', async () => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const slug = limited(`last-copy-${round}`, 1);
      const buyers = Array.from({ length: BUYERS }, () => buyNow(shop, slug));
      const answers = await Promise.allSettled(buyers);

      const refusals = answers.filter(({ status }) => status === 'rejected');
      expect(refusals).toHaveLength(BUYERS - 1);
      for (const refusal of refusals) {
        expect(refusal).toMatchObject({ reason: { code: 'out-of-stock' } });
      }
      expect(left(slug)).toBe(0);
    }
    expect(recordsOf(shop.databasePath).orders()).toHaveLength(ROUNDS);
  }, 600_000);

  it('leaves them with the same shopper who comes to the payment page again', async () => {
    const slug = limited('twice', 1);

    const first = await buyNow(shop, slug, 'ada');
    const second = await buyNow(shop, slug, 'ada');

    expect(second.token).toBe(first.token);
    expect(left(slug)).toBe(0);
  });

  it('gives them back once when the order ends unpaid', async () => {
    const slug = limited('returned', 3);
    const { payment, look, is } = await ordered(slug);
    expect(left(slug)).toBe(2);

    shop.gateway.stripe.act(payment, 'payment_intent.canceled', (truth) => truth.cancel());
    await Promise.all(Array.from({ length: 10 }, look));

    expect([is().state, left(slug)]).toEqual(['canceled', 3]);
  });

  it('keeps them off the shelf once the order is paid', async () => {
    const slug = limited('sold', 3);
    const { pay, look, is } = await ordered(slug);
    pay();
    await look();

    expect([is().state, left(slug)]).toEqual(['paid', 2]);
  });

  it('gives those of an order under review back once all of its money has gone', async () => {
    const slug = limited('reviewed', 3);
    const { id, pay, look, is, refund } = await ordered(slug);
    shop.change('UPDATE "Order" SET totalMinor = 100 WHERE id = ?', id);
    pay();
    await look();
    expect([is().state, left(slug)]).toEqual(['needs_review', 2]);

    refund(2300);
    await shop.deliver('charge.refunded');
    await shop.deliver('charge.refunded');

    expect([is().state, left(slug)]).toEqual(['refunded', 3]);
  });

  it('leaves a book without a limit alone', async () => {
    aBook(shop.databasePath, { slug: 'other' });
    await ordered('other');

    expect(left('other')).toBeNull();
  });

  it('asks a person when a book got its limit after it was ordered', async () => {
    const { slug } = aBook(shop.databasePath, { slug: 'limited-since' });
    const { pay, look, is } = await ordered(slug);
    shop.change('UPDATE Book SET stock = 0 WHERE slug = ?', slug);
    pay();
    await look();

    expect(is().state).toBe('needs_review');
  });

  describe('when money comes for an order that was given up', () => {
    /** As if Stripe had taken the money after all. */
    async function paidAfterAll(slug: string) {
      const order = await ordered(slug);
      order.pay();
      shop.change(`UPDATE "Order" SET state = 'canceled', activeOrderKey = NULL WHERE id = ?`, order.id); // prettier-ignore
      shop.change('UPDATE OrderLine SET reserved = 0 WHERE orderId = ?', order.id);
      shop.change('UPDATE Book SET stock = stock + 1 WHERE slug = ?', slug);
      return order;
    }

    it('takes its copies again while they are there', async () => {
      const slug = limited('again', 1);
      const { look, is } = await paidAfterAll(slug);
      await look();

      expect([is().state, left(slug)]).toEqual(['paid', 0]);
    });

    it('records the payment and asks a person when they have gone', async () => {
      const slug = limited('gone', 1);
      const { id, look, is } = await paidAfterAll(slug);
      await ordered(slug);
      await look();

      expect([is().state, left(slug)]).toEqual(['needs_review', 0]);
      expect(recordsOf(shop.databasePath).ledger()).toContainEqual(
        expect.objectContaining({ orderId: id, amountMinor: 2300 }),
      );
    });
  });
});
