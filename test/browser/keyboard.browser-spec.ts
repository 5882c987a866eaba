import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import type { Matching } from '../../sandbox/test/support/press.js';
import { frameIn } from '../../sandbox/test/support/stripe-js.js';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { heardOn } from '../support/screen-reader.js';
import { World } from '../support/world.js';

const MOST_STOPS = 60;

let browser: Browser;
let context: BrowserContext;
let world: World;
let page: Page;

beforeAll(async () => {
  const databasePath = await freshDatabase();
  aBook(databasePath, { slug: 'one', title: 'Book One' });
  aBook(databasePath, { slug: 'two', title: 'Book Two' });
  [browser, world] = await Promise.all([launchChromium(), World.start({ databasePath })]);
});
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(() => context.close());
afterAll(() => Promise.all([browser.close(), world.stop()]));

const run = (sql: string) => onDatabase(world.databasePath, (database) => database.exec(sql));
const focus = async () => (await heardOn(page)).focus;

/** With the Tab key alone, as often as it takes. */
async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await target.evaluate((element: Matching) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not reach ${String(target)}`);
}

async function press(name: string | RegExp): Promise<void> {
  await tabTo(page.getByRole('button', { name }).first());
  await page.keyboard.press('Enter');
}

async function openBook(slug: string) {
  await page.goto(`${world.shopUrl}/books/${slug}`);
}

async function addOne() {
  await openBook('one');
  await press('Add to cart');
  await page.getByText('was added').waitFor();
}

async function fillCard(number: string) {
  const card = frameIn(page, 'payment');
  await card.getByLabel('Card number').waitFor();
  await tabTo(page.getByLabel('E-mail'));
  await page.keyboard.type('ada@example.com');
  await tabTo(card.getByLabel('Card number'));
  await page.keyboard.type(number);
  await tabTo(card.getByLabel('Expiration date'));
  await page.keyboard.type('1234');
  await tabTo(card.getByLabel('Security code'));
  await page.keyboard.type('123');
}

it('sells a book abroad with the keyboard alone', async () => {
  await openBook('one');
  await press('Buy now');
  await tabTo(page.getByLabel('Deliver to'));
  await page.keyboard.type('Germany');
  await press('Change');
  await page.waitForURL(/[?&]to=DE/);
  await tabTo(page.getByRole('link', { name: 'Fill in a sample address' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/sample/);
  await press('Continue to payment');
  await fillCard('4242424242424242');
  await press(/^Pay \$42\.50/);

  await page.getByRole('heading', { name: 'Your order is paid' }).waitFor();
});

describe('with the keyboard alone, the focus is on what became of', () => {
  it('an addition, a change, a removal and its undoing, each named with its book', async () => {
    await addOne();
    expect(await page.title()).toBe('Added · Your cart · Folio');
    expect(await focus()).toBe('status: Book One was added. 1 copy, $23.00.');

    await tabTo(page.getByLabel('Copies of Book One'));
    await page.keyboard.press('3');
    await press('Update');
    await page.getByText('now 3 copies').waitFor();
    expect(await focus()).toBe('status: Book One: now 3 copies, $69.00.');

    await press('Remove');
    await page.getByText('was removed').waitFor();
    expect(await focus()).toBe('status: Book One was removed.');

    await press('Undo');
    await page.getByText('now 3 copies').waitFor();
    expect(await focus()).toBe('status: Book One: now 3 copies, $69.00.');
  });

  it('a checkout that the cart has outgrown', async () => {
    await addOne();
    run('UPDATE Book SET unitPriceMinor = 2600');
    await press('Check out');
    await page.getByText('Your cart changed').waitFor();
    run('UPDATE Book SET unitPriceMinor = 2300');

    expect(await focus()).toBe(
      'status: Your cart changed since you last saw it, so nothing was charged. Please look it over and check out again.',
    );
  });

  it('links to orders that were asked for', async () => {
    await page.goto(`${world.shopUrl}/orders`);
    await tabTo(page.getByLabel('E-mail'));
    await page.keyboard.type('ada@example.com');
    await press('Send links');
    await page.getByText('is on its way').waitFor();

    expect(await focus()).toMatch(/^status: If orders with this address were paid/);
  });

  it('an action that failed', async () => {
    await openBook('two');
    run(`UPDATE Book SET withdrawnAt = '2026-01-01T00:00:00.000+00:00' WHERE slug = 'two'`);
    await press('Add to cart');
    await page.getByText('Error 409').waitFor();

    expect(await focus()).toBe('heading: No longer sold');
    await page.keyboard.press('Tab');
    expect(await focus()).toBe('link: Back to the book');
  });

  it('a payment that was declined, and the reason is announced', async () => {
    await openBook('one');
    await press('Buy now');
    await tabTo(page.getByLabel('Name', { exact: true }));
    await page.keyboard.type('Ada Lovelace');
    await tabTo(page.getByLabel('Street and number'));
    await page.keyboard.type('12 Mill Lane');
    await tabTo(page.getByLabel('City'));
    await page.keyboard.type('Portland');
    await tabTo(page.getByLabel('State'));
    await page.keyboard.type('OR');
    await tabTo(page.getByLabel('ZIP code'));
    await page.keyboard.type('97205');
    await tabTo(page.getByLabel('Mail'));
    await page.keyboard.press('ArrowDown');
    await press('Continue to payment');
    await fillCard('4000000000000002');
    await press(/^Pay /);
    await eventually(async () => {
      expect(await heardOn(page)).toEqual({
        focus: expect.stringMatching(/^button: Pay \$30\.90/),
        live: expect.arrayContaining([expect.stringContaining('Your card was declined.')]),
      });
    });
  });
});
