import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { loadAxeInto } from '../../sandbox/test/support/axe.js';
import { challengeIn } from '../../sandbox/test/support/challenge.js';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { Looks } from '../../sandbox/test/support/looks.js';
import { pressOn } from '../../sandbox/test/support/press.js';
import { aBook, DIFFICULT_BOOKS } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { PAGE_NAMES } from '../../src/shop/pages/page-names.js';
import { recordsOf } from '../support/records.js';
import { newYorkShop } from '../support/shop-folder.js';
import { statePages } from '../support/state-pages.js';
import { World } from '../support/world.js';

// Each page in twelve looks.
jest.setTimeout(180_000);

describe('every page, at 320, 390 and 1280 px, light and dark, with text at 100 and 200 %', () => {
  let browser: Browser;
  let world: World;
  let buying: Buying;
  let page: Page;
  const looks = new Looks();
  let states: Map<string, string>;
  /** Of the order that is paid. */
  let orderPath: string;
  let found: Record<string, unknown>;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    for (const book of DIFFICULT_BOOKS) aBook(databasePath, { ...book, stock: 40 });
    [browser, world] = await Promise.all([
      launchChromium(),
      World.start({
        databasePath,
        shopEnv: { SHOP_DIR: await newYorkShop({ policies: { withdrawalDays: 14 } }) },
      }),
    ]);
    const context = await browser.newContext({ bypassCSP: true });
    await loadAxeInto(context);
    buying = await Buying.in(context, world);
    ({ page } = buying);
    states = statePages(world.shopUrl);
    await page.route('**/states/*', (route) => {
      const name = decodeURIComponent(new URL(route.request().url()).pathname.split('/')[2] ?? '');
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: states.get(name) ?? '',
      });
    });
  });
  beforeEach(() => {
    found = {};
  });
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  const look = async (name: string) => {
    const wrong = await looks.at(page);
    if (Object.keys(wrong).length > 0) found[name] = wrong;
  };
  const open = async (path: string) => {
    await page.goto(world.shopUrl + path);
    await look(path);
  };
  const openState = (name: string) =>
    page.goto(`${world.shopUrl}/states/${encodeURIComponent(name)}`);
  const run = (sql: string) => onDatabase(world.databasePath, (database) => database.exec(sql));
  const add = async (slug: string) => {
    await page.goto(`${world.shopUrl}/books/${slug}`);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('was added').waitFor();
  };
  const setCopies = async (index: number, copies: string) => {
    await page.getByLabel('Copies of').nth(index).selectOption(copies);
    await page.getByRole('button', { name: 'Update' }).nth(index).click();
    await page.getByText(`now ${copies} copies`).waitFor();
  };

  const refund = async () => {
    const [order] = recordsOf(world.databasePath).orders();
    await world.stripe.refunds.create({
      payment_intent: order?.paymentIntentId ?? '',
      amount: 1000,
    });
    await eventually(async () => {
      await page.goto(`${world.shopUrl}${orderPath}/receipt`);
      expect(await page.getByRole('link', { name: 'C-1' }).count()).toBe(1);
    });
  };

  it('keeps the books inside their boxes, and axe finds nothing wrong', async () => {
    await open('/');
    await page.getByText('Cards to use').click();
    await look('/, the cards to use');
    for (const { slug } of DIFFICULT_BOOKS) await open(`/books/${slug}`);
    run(`UPDATE Book SET stock = 0 WHERE slug = 'german'`);
    await open('/books/german');
    run(`UPDATE Book SET withdrawnAt = '2026-01-01T00:00:00.000+00:00' WHERE slug = 'german'`);
    await open('/books/german');
    run('UPDATE Book SET stock = 40, withdrawnAt = NULL');
    await open('/books?sort=title');
    await open(`/books?q=${encodeURIComponent('Wort'.repeat(30))}+nothing`);
    await open('/nowhere');
    await open('/orders');
    await open('/mail');
    for (const name of PAGE_NAMES) await open(`/${name}`);

    expect(found).toEqual({});
  });

  it('keeps the cart inside its boxes, and axe finds nothing wrong', async () => {
    await open('/cart');
    await add('without-spaces');
    await look('added');
    await setCopies(0, '2');
    await look('two copies');
    for (const slug of ['arabic', 'japanese', 'german']) await add(slug);
    for (const index of [0, 1, 2, 3]) await setCopies(index, '10');
    await look('full');
    run('UPDATE Book SET unitPriceMinor = unitPriceMinor + 9999900');
    run(`UPDATE Book SET stock = 3 WHERE slug = 'arabic'`);
    run(`UPDATE Book SET stock = 0 WHERE slug = 'japanese'`);
    run(`UPDATE Book SET withdrawnAt = '2026-01-01T00:00:00.000+00:00' WHERE slug = 'german'`);
    await open('/cart?changed=1');
    run('UPDATE Book SET unitPriceMinor = 2300, stock = 40, withdrawnAt = NULL');
    await page.getByRole('button', { name: 'Remove' }).nth(3).click();
    await page.getByText('was removed').waitFor();
    await look('removed');

    expect(found).toEqual({});
  });

  it('keeps a payment inside its boxes, and axe finds nothing wrong', async () => {
    await page.goto(`${world.shopUrl}/cart`);
    await page.getByRole('button', { name: 'Check out' }).click();
    await page.getByRole('heading', { name: 'Delivery' }).waitFor();
    await look('delivery');
    await open('/checkout/delivery?to=pickup');
    await open('/checkout/delivery?to=US');
    await page.getByLabel('Name', { exact: true }).fill('Ada '.repeat(25));
    await page.getByLabel('ZIP code').fill('not a code');
    await page.getByRole('button', { name: 'Continue' }).click({ noWaitAfter: true });
    await page.evaluate(`document.querySelectorAll('form')[2].noValidate = true`);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('ZIP code: please check it').waitFor();
    await look('delivery refused');
    await buying.collect();
    await buying.payButton().waitFor();
    await buying.fillCard('4000 0000 0000 0002');
    await buying.pay();
    await page.getByRole('alert').filter({ hasText: 'declined' }).waitFor();
    await look('declined');
    await buying.fillCard('4000 0027 6000 3184');
    await buying.pay();
    const challenge = challengeIn(page);
    await challenge.complete.waitFor();
    await look('the bank asks');
    await pressOn(challenge.complete);
    orderPath = `/orders/${(await buying.readConfirmation()).token}`;
    await look('paid');

    expect(found).toEqual({});
  });

  it('keeps what comes after a payment inside its boxes, and axe finds nothing wrong', async () => {
    await open('/orders');
    await page.getByLabel('E-mail').fill('ada@example.com');
    await page.getByRole('button', { name: 'Send links' }).click();
    await page.getByText('is on its way').waitFor();
    await look('links sent');
    await open(`${orderPath}/withdraw`);
    await page.getByLabel('Your name').fill('Ada'.repeat(60));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Is this right?' }).waitFor();
    await look('withdrawal to confirm');
    await page.getByRole('button', { name: 'Confirm withdrawal' }).click();
    await page.getByRole('heading', { name: 'We have received your withdrawal' }).waitFor();
    await look('withdrawal received');
    await open(orderPath);
    await open(`${orderPath}/receipt`);
    await refund();
    await open(`${orderPath}/receipt`);
    await open(`${orderPath}/receipt/C-1`);
    await open(orderPath);

    expect(found).toEqual({});
  });

  it('keeps the mails inside their boxes, and axe finds nothing wrong', async () => {
    const hrefs = await eventually(async () => {
      await page.goto(`${world.shopUrl}/mail`);
      const links = await page.locator('.mails').getByRole('link').all();
      // Paid, links, withdrawal, refunded.
      expect(links).toHaveLength(4);
      return Promise.all(links.map((link) => link.getAttribute('href')));
    });
    await look('/mail with mails');
    for (const href of hrefs) {
      await open(href ?? '');
      await open(`${href}/html`);
    }

    expect(found).toEqual({});
  });

  it('keeps every state of an order and every problem inside its boxes, and axe finds nothing wrong', async () => {
    await openState('order pending synced');
    for (const [name, html] of states) {
      // Quicker than a navigation: the window keeps axe and the style sheets.
      if (name !== 'order pending synced') await page.setContent(html);
      await look(name);
      // Some screen readers keep silent about what is busy, and a watched order would be for ever.
      if ((await page.locator('[aria-busy]').count()) > 0) found[name] = 'is busy';
    }

    expect(found).toEqual({});
  });

  it('prints in dark letters on white, without what can only be pressed, from a dark screen too', async () => {
    const pages = {
      book: () => page.goto(`${world.shopUrl}/books/arabic`),
      cart: () => page.goto(`${world.shopUrl}/cart`),
      order: () => openState('order partially_refunded synced'),
      receipt: () => page.goto(`${world.shopUrl}${orderPath}/receipt`),
    };
    for (const [name, openPage] of Object.entries(pages)) {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await openPage();
      expect([name, await page.evaluate(ON_PAPER)]).toEqual([name, PRINTED_WELL]);
    }
  });
});

const PRINTED_WELL = { paper: 'rgb(255, 255, 255)', lightTexts: [], toPress: [] };
const ON_PAPER = `(() => {
  const visible = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const isLight = (element) => Math.max(...getComputedStyle(element).color.match(/\\d+/g)) > 128;
  return {
    paper: getComputedStyle(document.body).backgroundColor,
    lightTexts: visible('header *, main *:not(svg *)').filter(isLight).map(({ outerHTML }) => outerHTML),
    toPress: visible('button, select, nav, .banner').map(({ outerHTML }) => outerHTML),
  };
})()`;
