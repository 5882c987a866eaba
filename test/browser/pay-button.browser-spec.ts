import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, FrameLocator } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { pointAt } from '../../sandbox/test/support/press.js';
import { frameIn } from '../../sandbox/test/support/stripe-js.js';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase } from '../support/database.js';
import { World } from '../support/world.js';

const HEIGHT = 'Math.ceil(document.body.getBoundingClientRect().height)';
const LABEL_COLOR = `getComputedStyle(document.querySelector('label')).color`;
const TITLE = 'The Art of Doing Science and Engineering';

let browser: Browser;
let world: World;
let buying: Buying;
let card: FrameLocator;

beforeAll(async () => {
  const databasePath = await freshDatabase();
  aBook(databasePath);
  [browser, world] = await Promise.all([launchChromium(), World.start({ databasePath })]);
});

afterAll(() => Promise.all([browser.close(), world.stop()]));

describe.each([1280, 390])('the button Pay on a page of %i pixels', (width) => {
  beforeEach(async () => {
    // High enough for all of it: a person sees what they press.
    const context = await browser.newContext({ viewport: { width, height: 1500 } });
    buying = await Buying.in(context, world);
    card = frameIn(buying.page, 'payment');
    await buying.choose(TITLE);
    await card.getByLabel('Card number').waitFor();
  });

  afterEach(() => buying.page.context().close());

  const top = async () => (await buying.payButton().boundingBox())?.y;

  it('stays where it is, whatever is wrong with the card', async () => {
    const before = await top();
    await buying.page.getByLabel('E-mail').fill('ada@example.com');

    await buying.pay();
    await card.getByText('Your card number is incomplete.').waitFor();
    await buying.payButton().waitFor();
    expect(await buying.page.getByText('Your card number is incomplete.').count()).toBe(0);
    await eventually(async () => {
      const grown = await card.locator('body').evaluate(HEIGHT);
      expect((await card.owner().boundingBox())?.height).toBe(grown);
    });
    expect(await top()).toBe(before);

    await buying.fillCard('4000 0000 0000 9995');
    await buying.pay();
    await buying.page.getByText('Your card has insufficient funds.').waitFor();
    expect(await top()).toBe(before);
  });

  it('pays when it is clicked right after the last key, which corrected the card', async () => {
    await buying.fillCard('4242 4242 4242 4242');
    const code = card.getByLabel('Security code');
    await code.fill('12');
    await code.blur();
    await card.getByText("Your card's security code is incomplete.").waitFor();
    await pointAt(buying.payButton());
    await code.focus();
    await code.press('End');

    await buying.page.keyboard.type('3');
    await buying.page.mouse.down();
    await buying.page.mouse.up();

    await buying.readConfirmation();
  });

  it('leaves the focus in the card form, which would complain and grow, while it is pressed', async () => {
    await card.getByLabel('Card number').fill('4242');
    await pointAt(buying.payButton());

    await buying.page.mouse.down();
    expect(await card.locator(':focus').getAttribute('name')).toBe('number');
    await buying.page.mouse.up();

    await card.getByText('Your card number is incomplete.').waitFor();
  });

  it('is below a card form that turns dark with the page, and keeps what was typed', async () => {
    const { page } = buying;
    await buying.fillCard('4242 4242 4242 4242');

    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const ink = await page.evaluate<string>('getComputedStyle(document.body).color');
      await eventually(async () => {
        expect(await card.locator('body').evaluate(LABEL_COLOR)).toBe(ink);
      });
    }

    expect(await card.getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242');
  });
});
