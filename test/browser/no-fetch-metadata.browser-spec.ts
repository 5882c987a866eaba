import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Request } from 'playwright-core';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { World } from '../support/world.js';

const TITLE = 'The Art of Doing Science and Engineering';
// Chromium sends Fetch Metadata to https and to localhost only, so none to this plain http name.
const HOST = 'shop.test';

describe('a browser that sends Origin and no Fetch Metadata', () => {
  let browser: Browser;
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    [browser, world] = await Promise.all([
      launchChromium(`--host-resolver-rules=MAP ${HOST} 127.0.0.1`),
      World.start({ databasePath, host: HOST }),
    ]);
  });
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  it('buys from the cart, and at once', async () => {
    const buying = await Buying.in(await browser.newContext(), world);
    const { page } = buying;
    const posts: Request[] = [];
    page.on('request', (request) => {
      const isToShop = request.url().startsWith(world.publicUrl);
      if (isToShop && request.method() === 'POST') posts.push(request);
    });

    await page.goto(world.publicUrl);
    await page.getByRole('link', { name: TITLE }).first().click();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('button', { name: 'Check out' }).click();
    await buying.collect();
    await buying.fillCard('4242 4242 4242 4242');
    await buying.pay();
    await buying.readConfirmation();
    await buying.choose(TITLE);
    await buying.fillCard('4242 4242 4242 4242');
    await buying.pay();
    await buying.readConfirmation();

    const states = recordsOf(world.databasePath)
      .orders()
      .map(({ state }) => state);
    expect(states).toEqual(['paid', 'paid']);
    const headers = await Promise.all(posts.map((request) => request.allHeaders()));
    expect(headers.map(({ origin }) => origin)).toEqual(posts.map(() => world.publicUrl));
    expect(headers.map((header) => header['sec-fetch-site'])).toEqual(posts.map(() => undefined));
    // Into the cart, and again with the cookie; for each order to checkout, its delivery and its e-mail.
    expect(posts).toHaveLength(8);
    expect(buying.elsewhere).toEqual([]);
    // Chromium tells of a header that it takes from https only, and of nothing else.
    expect(buying.complaints.filter((text) => !text.includes('Opener-Policy'))).toEqual([]);
  });
});
