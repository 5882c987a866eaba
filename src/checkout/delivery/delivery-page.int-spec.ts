import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Request, Response } from 'express';
import { aBook } from '../../../test/support/books.js';
import { AN_ADDRESS } from '../../../test/support/offers.js';
import { recordsOf } from '../../../test/support/records.js';
import { openImpatientShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { fingerprintOf } from '../../pricing/offer.js';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryInput } from './delivery.input.js';

const REPRICED = 'The price has changed since you saw it, and nothing was charged. Please look it over and continue.'; // prettier-ignore
const BY_MAIL = { to: 'US', method: 'mail:450', ...AN_ADDRESS };

interface Page {
  seen: string;
  notice: string | null;
  offer: { total: string };
  fields: { field: string; value: string; error: string | null }[];
  destinations: { label: string }[];
}

let shop: ShopInProcess;
let books = 0;
let slug: string;

beforeAll(async () => {
  shop = await openImpatientShop();
});
afterAll(() => shop.close());
beforeEach(() => {
  slug = aBook(shop.databasePath, { slug: `book-${++books}` }).slug;
});

const seen = async () => fingerprintOf((await shop.items.ofBook(slug)).offer);
const reprice = (minor: number) =>
  shop.change('UPDATE Book SET unitPriceMinor = ? WHERE slug = ?', minor, slug);

/** Sends the form of the delivery page of “Buy now”. Resolves to the page that is shown, or to where it leads. */
async function post(fields: Record<string, string>, accepted: 'html' | 'json' = 'html') {
  const answer: { status?: number; page?: Page; location?: string } = {};
  const response = {
    status(status: number) {
      answer.status = status;
      return response;
    },
    render(_view: string, page: Page) {
      answer.page = page;
    },
    redirect(_status: number, location: string) {
      answer.location = location;
    },
  };
  const request = { session: { id: `ada-${books}` }, accepts: () => accepted };
  const input = DeliveryInput.parse({ slug, ...BY_MAIL, ...fields });
  await shop
    .get(DeliveryController)
    .choose(input, request as unknown as Request, response as unknown as Response);
  return answer;
}

const orderAt = (location = '') =>
  recordsOf(shop.databasePath).order(location.split('/').at(-1) ?? '');

describe('“Buy now” from a delivery page whose price has changed since', () => {
  it('shows the page again with the new price and what was entered, and orders nothing', async () => {
    const before = await seen();
    reprice(2500);

    const { status, page, location } = await post({ seen: before });

    expect([status, location]).toEqual([422, undefined]);
    expect(page).toMatchObject({ notice: REPRICED, offer: { total: '$25.00' } });
    expect(page?.fields).toContainEqual(expect.objectContaining({ field: 'line1', value: AN_ADDRESS.line1 })); // prettier-ignore
    expect(shop.gateway.started).toEqual([]);
  });

  it('orders at the new price once the page has shown it', async () => {
    const before = await seen();
    reprice(2500);
    const { page } = await post({ seen: before });

    const { location } = await post({ seen: page?.seen ?? '' });

    expect(orderAt(location).totalMinor).toBe(2950);
  });

  it('says so beside what is wrong with the address', async () => {
    const before = await seen();
    reprice(2500);

    const { page } = await post({ seen: before, city: '' });

    expect(page?.notice).toBe(REPRICED);
    expect(page?.fields.filter(({ error }) => error !== null)).toMatchObject([{ field: 'city' }]);
  });

  it('tells programs', async () => {
    const before = await seen();
    reprice(2500);

    await expect(post({ seen: before }, 'json')).rejects.toMatchObject({
      code: 'invalid-input',
      options: { fields: [{ pointer: '/seen', detail: REPRICED }] },
    });
  });
});

it('is ordered at once while its price is what the page showed', async () => {
  const { location } = await post({ seen: await seen() });

  expect(orderAt(location).totalMinor).toBe(2750);
});

it('lists the countries by their names, and collecting last', async () => {
  const { page } = await post({ city: '' });

  const labels = page?.destinations.map(({ label }) => label) ?? [];
  expect(labels).toHaveLength(29);
  expect([labels[0], ...labels.slice(-3)]).toEqual([
    'Australia',
    'United Kingdom',
    'United States',
    'Collect in the shop',
  ]);
});
