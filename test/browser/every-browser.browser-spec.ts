import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import puppeteer, { type Browser, type Frame, type LaunchOptions, type Page } from 'puppeteer-core';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { findEveryBrowser } from '../support/every-browser.js';
import { recordsOf } from '../support/records.js';
import { World } from '../support/world.js';

const TITLE = 'The Art of Doing Science and Engineering';
const DECLINED = '4000 0000 0000 9995';
const ASKS_EVERY_TIME = '4000 0027 6000 3184';

/** What is used of an element: the types of the DOM are for what runs in browsers. */
interface Readable {
  innerText: string;
}

const found = await findEveryBrowser();

describe('buying a book', () => {
  let world: World;
  let browser: Browser;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    world = await World.start({ databasePath });
  });
  afterEach(() => browser.close());
  afterAll(() => world.stop());

  async function buy(options: LaunchOptions) {
    browser = await puppeteer.launch(options);
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));

    await page.goto(world.publicUrl);
    await link(page, TITLE).click();
    await button(page, 'Buy now').click();
    await link(page, 'Fill in a sample address').click();
    await button(page, 'Continue to payment').click();
    await type(page, 'email', 'ada@example.com');
    await payWith(page, DECLINED);
    await page.waitForSelector('::-p-text(insufficient funds)');
    await payWith(page, ASKS_EVERY_TIME);
    await button(await frame(page, '3D Secure 2 Test Page'), 'Complete').click();
    await page.waitForSelector('::-p-text(Your order is paid)');

    const text = await page.$eval('main', (main: Readable) => main.innerText);
    return { token: new URL(page.url()).pathname.split('/').at(-1) ?? '', text, errors };
  }

  for (const { name, options } of found) {
    (options === null ? it.skip : it)(
      `works in ${name}, after a decline and with 3-D Secure`,
      async () => {
        const { token, text, errors } = await buy(options ?? {});

        const { state, paymentIntentId } = recordsOf(world.databasePath).order(token);
        expect(state).toBe('paid');
        expect(text).toContain('$27.50');
        expect(text).toContain(paymentIntentId);
        expect(errors).toEqual([]);
      },
    );
  }
});

const link = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="link"])`);

const button = (page: Page | Frame, name: string) =>
  page.locator(`::-p-aria([name="${name}"][role="button"])`);

async function payWith(page: Page, number: string): Promise<void> {
  const card = await frame(page, 'Secure payment input frame');
  await type(card, 'cc-number', number);
  await type(card, 'cc-exp', '1234');
  await type(card, 'cc-csc', '123');
  await button(page, 'Pay $27.50').click();
}

/** Key by key, in place of what is there. */
async function type(place: Page | Frame, autocomplete: string, text: string): Promise<void> {
  const field = await place.waitForSelector(`input[autocomplete="${autocomplete}"]`);
  await field?.click({ count: 3 });
  await field?.type(text);
}

async function frame(page: Page, title: string): Promise<Frame> {
  const element = await page.waitForSelector(`iframe[title="${title}"]`);
  const content = await element?.contentFrame();
  if (!content) throw new Error(`There is no frame called ${title}.`);
  return content;
}
