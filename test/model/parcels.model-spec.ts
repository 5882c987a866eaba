import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import { aBook } from '../support/books.js';
import { anOrderOf } from '../support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../support/shop-in-process.js';
import { size } from '../support/size.js';
import { PARCEL_COMMANDS } from './parcel-commands.js';
import { ParcelLife } from './parcel-life.js';

// FOLIO_PARCEL_LIVES=5000 looks longer; FOLIO_PARCEL_LIVES_SEED repeats what a failure has printed.
const LIVES = size('FOLIO_PARCEL_LIVES', { usual: 8, long: 300 });
const SEED = process.env['FOLIO_PARCEL_LIVES_SEED'];

const QUANTITIES = [3, 2];
const STOCK = 5;
const PRICE_MINOR = 400;

describe('the parcels of an order', () => {
  let shop: ShopInProcess;
  let lives = 0;

  beforeAll(async () => {
    shop = await openImpatientShop();
  });
  afterAll(() => shop.close());

  /** A paid order of two books, of which there are a few more. */
  async function setUp() {
    lives += 1;
    const slugs = QUANTITIES.map((_, at) => {
      const book = { slug: `life-${lives}-${at}`, stock: STOCK, unitPriceMinor: PRICE_MINOR };
      return aBook(shop.databasePath, book).slug;
    });
    const copies = Object.fromEntries(slugs.map((slug, at) => [slug, QUANTITIES[at] ?? 0]));
    const order = await anOrderOf(shop, copies);
    order.pay();
    await order.look();
    const stock = QUANTITIES.map((quantity) => STOCK - quantity);
    return { model: new ParcelLife(QUANTITIES, stock, order.is().totalMinor), real: { shop, slugs, order } }; // prettier-ignore
  }

  it('are sent once and the stock is right, whatever is packed, undone and refunded between', async () => {
    const commands = fc.commands(PARCEL_COMMANDS, { maxCommands: 20, size: 'max' });
    await fc.assert(
      fc.asyncProperty(commands, async (chosen) => {
        const { model, real } = await setUp();
        await fc.asyncModelRun(() => ({ model, real }), chosen);
      }),
      { numRuns: LIVES, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
    );
  }, 3_600_000);
});
