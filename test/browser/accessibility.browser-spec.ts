import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { violationsOn } from '../../sandbox/test/support/axe.js';
import { challengeIn } from '../../sandbox/test/support/challenge.js';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { pressOn } from '../../sandbox/test/support/press.js';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const TITLE = 'The Art of Doing Science and Engineering';

describe.each([
  { width: 1280, colorScheme: 'light' as const },
  { width: 390, colorScheme: 'dark' as const },
])('every page, $width px wide and $colorScheme', ({ width, colorScheme }) => {
  let browser: Browser;
  let world: World;
  let buying: Buying;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    [browser, world] = await Promise.all([launchChromium(), World.start({ databasePath })]);
    const viewport = { width, height: 900 };
    const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
    buying = await Buying.in(context, world);
  });
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  it('is free of what axe can find wrong, all the way to a paid order', async () => {
    const { page } = buying;
    const found: Record<string, string[]> = {};
    const look = async (name: string) => {
      found[name] = await violationsOn(page);
    };

    await page.goto(world.shopUrl);
    await look('catalogue');
    await page.getByRole('link', { name: TITLE }).first().click();
    await page.getByRole('button', { name: 'Add to cart' }).waitFor();
    await look('book');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('button', { name: 'Check out' }).waitFor();
    await look('cart');
    await page.getByRole('button', { name: 'Check out' }).click();
    await buying.payButton().waitFor();
    await buying.fillCard('4000 0000 0000 0002');
    await buying.pay();
    await page.getByRole('alert').filter({ hasText: 'declined' }).waitFor();
    await look('payment, declined');
    await buying.fillCard('4000 0027 6000 3184');
    await buying.pay();
    const challenge = challengeIn(page);
    await challenge.complete.waitFor();
    await look('payment, the bank asks');
    await pressOn(challenge.complete);
    await buying.readConfirmation();
    await look('paid order');
    await page.goto(`${world.shopUrl}/cart`);
    await look('empty cart');
    await page.goto(`${world.shopUrl}/nowhere`);
    await look('problem');

    expect(found).toEqual({
      catalogue: [],
      book: [],
      cart: [],
      'payment, declined': [],
      'payment, the bank asks': [],
      'paid order': [],
      'empty cart': [],
      problem: [],
    });
  });
});
