import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../../../test/support/books.js';
import { anOrder, buyNow } from '../../../test/support/placed-orders.js';
import { recordsOf } from '../../../test/support/records.js';
import { openImpatientShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { size } from '../../../test/support/size.js';

const BUYERS = 50;
// FOLIO_LAST_COPY_ROUNDS=100 looks longer.
const ROUNDS = size('FOLIO_LAST_COPY_ROUNDS', { usual: 4, long: 40 });

describe('a stock that a person changes', () => {
  let shop: ShopInProcess;
  let slug: string;

  beforeAll(async () => {
    shop = await openImpatientShop();
    slug = aBook(shop.databasePath, { slug: 'counted', title: 'Counted', stock: 3 }).slug;
  });
  afterAll(() => shop.close());

  const stock = async (...args: string[]) => {
    const { code, said } = await shop.orders('stock', slug, ...args);
    return [code, said];
  };

  it('is shown, added to, taken from, set, and made unlimited', async () => {
    expect(await stock()).toEqual([0, 'Counted: 3 copies can be ordered.']);
    expect(await stock('--add', '5')).toEqual([0, 'Counted: 8 copies can be ordered.']);
    expect(await stock('--remove', '7')).toEqual([0, 'Counted: 1 copy can be ordered.']);
    expect(await stock('--set', '0')).toEqual([0, 'Counted: 0 copies can be ordered.']);
    expect(await stock('--unlimited')).toEqual([0, 'Counted: not limited.']);
    expect(shop.stockOf(slug)).toBeNull();
  });

  it('is counted beside the orders that come meanwhile', async () => {
    await stock('--set', '2');
    await Promise.all([buyNow(shop, slug), stock('--add', '4'), buyNow(shop, slug)]);

    expect(shop.stockOf(slug)).toBe(4);
  });

  it('is refused with a reason, and stays as it is, where it makes no sense', async () => {
    await stock('--set', '2');
    expect(await stock('--remove', '3')).toEqual([1, 'counted would have -1 copies: it can have 0 to 1000000.']); // prettier-ignore
    expect(await stock('--add', '1', '--set', '1')).toEqual([2, expect.stringContaining('Give one of')]); // prettier-ignore
    expect(await stock('--set', '-1')).toEqual([2, expect.stringContaining('whole number')]);
    expect(shop.stockOf(slug)).toBe(2);
    await stock('--unlimited');
    expect(await stock('--add', '1')).toEqual([1, 'The stock of counted is not limited: give --set.']); // prettier-ignore
    expect(await shop.orders('stock', 'no-such-book')).toMatchObject({ code: 2 });
  });
});

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
