import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { newYorkShop } from '../support/shop-folder.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const PATIENCE_SECONDS = 30;

describe('a shop that adds a tax of 8.875 % within New York', () => {
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { slug: 'a-book', unitPriceMinor: 2300 });
    const SHOP_DIR = await newYorkShop({ taxNumber: '12-3456789' });
    world = await World.start({ databasePath, shopEnv: { SHOP_DIR } });
  });
  afterAll(() => world.stop());

  it('charges what its pages say, and receipts and credits it', async () => {
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow('a-book');
    const { paymentIntentId, totalMinor } = recordsOf(world.databasePath).order(token);
    const { id, amount } = await world.stripe.paymentIntents.retrieve(paymentIntentId ?? '');
    const pageOf = async (path: string) => (await shopper.get(path)).text;
    const appears = (path: string, text: string) =>
      eventually(async () => expect(await pageOf(path)).toContain(text), PATIENCE_SECONDS);

    expect([amount, totalMinor]).toEqual([2504, 2504]);
    await appears(`/checkout/${token}`, 'Sales tax 8.875%</span> <span>$2.04');
    await payWith(world.stripe, id);
    await appears(`/orders/${token}`, `href="/orders/${token}/receipt">R-1`);
    await appears(`/orders/${token}/receipt`, '<td>$23.00</td><td>$2.04</td><td>$25.04</td>');

    await world.stripe.refunds.create({ payment_intent: id, amount: 1000 });
    await appears(`/orders/${token}/receipt`, `/orders/${token}/receipt/C-1`);
    await appears(`/orders/${token}/receipt/C-1`, '<td>$9.19</td><td>$0.81</td><td>$10.00</td>');
    expect((await shopper.get(`/orders/${token}/receipt/C-2`)).status).toBe(404);
  });
});
