import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { FIND_OUTSIDE } from '../../sandbox/test/support/boxes.js';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { pressOn } from '../../sandbox/test/support/press.js';
import { PAGE_NAMES } from '../../src/shop/pages/page-names.js';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { shopFolder } from '../support/shop-folder.js';
import { World } from '../support/world.js';

const TITLE = 'Die Kunst, Wissenschaft und Technik zu betreiben';
const PRICE = '23,00\u00a0$';
/** Where long words have the least room. */
const NARROW = { width: 320, height: 900 };
const ENGLISH = /(?<!\/)\b(?:the|your?|and|with|of|from|is|are|please|orders?)\b/giu;

/** The example's shop in German, as far as its owner has to translate it. */
async function germanShop(): Promise<string> {
  const folder = await shopFolder({
    ...{ locale: 'de-DE', timeZone: 'Europe/Berlin', tagline: null, email: 'laden@folio.example' },
    openingHours: ['Montag bis Freitag 10–18 Uhr'],
    policies: { withdrawalDays: 14 },
  });
  const file = path.join(folder, 'delivery.json');
  const inGerman = readFileSync(file, 'utf8')
    .replace('Collect in the shop', 'Im Laden abholen')
    .replace('Ready within one working day', 'Bereit innerhalb eines Werktags')
    .replaceAll('Parcel with tracking', 'Paket mit Sendungsverfolgung');
  writeFileSync(file, inGerman);
  return folder;
}

describe('a shop in Germany', () => {
  let browser: Browser;
  let world: World;
  /** By page: English words, and what is outside of its box. */
  let wrong: Record<string, string[]>;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { title: TITLE });
    wrong = {};
    const shopEnv = { SHOP_DIR: await germanShop() };
    [browser, world] = await Promise.all([
      launchChromium(),
      World.start({ databasePath, shopEnv }),
    ]);
  });
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  it('sells a book in German, to a person who knows nothing else, on a small screen', async () => {
    const context = await browser.newContext({ locale: 'de-DE', viewport: NARROW });
    const buying = await Buying.in(context, world);
    const { page } = buying;
    const button = (name: string) => page.getByRole('button', { name });
    const heading = (name: string) => page.getByRole('heading', { name });
    const look = async (name: string) => {
      const text = `${await page.title()} ${await page.locator('body').innerText()}`;
      const found = [
        ...(text.match(ENGLISH) ?? []),
        ...(await page.evaluate<string[]>(FIND_OUTSIDE)),
      ];
      if (found.length > 0) wrong[name] = found;
    };
    const open = async (path: string) => {
      await page.goto(world.publicUrl + path);
      await look(path);
    };

    await open('/');
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    for (const path of [...PAGE_NAMES, 'books', 'books?q=nichts', 'cart', 'orders', 'mail'])
      await open(`/${path}`);
    await open('/');
    await page.getByRole('link', { name: TITLE }).first().click();
    await button('In den Warenkorb').click();
    expect(await page.getByRole('status').innerText()).toContain(`1 Exemplar, ${PRICE}`);
    await look('cart');
    await button('Zur Kasse').click();
    await heading('Lieferung').waitFor();
    await look('delivery');
    await page.evaluate(`document.querySelectorAll('form')[2].noValidate = true`);
    await button('Weiter zur Zahlung').click();
    await page.getByText('Bitte füllen Sie dies aus').first().waitFor();
    await look('delivery refused');
    await page.getByLabel('Liefern nach').selectOption('Im Laden abholen');
    await button('Ändern').click();
    await page.waitForURL(/[?&]to=/);
    await look('delivery, collected');
    await button('Weiter zur Zahlung').click();

    await buying.fillCard('4242 4242 4242 4242', 'E-Mail');
    expect(await page.locator('#payment-form').getAttribute('data-locale')).toBe('de');
    await look('payment');
    await pressOn(button(`${PRICE} bezahlen`));
    await heading('Ihre Bestellung ist bezahlt').waitFor();
    await look('paid');

    const main = await page.getByRole('main').innerText();
    expect(main).toContain(PRICE);
    expect(main).toMatch(/\d+\. \p{L}+ \d{4}, \d\d:\d\d Uhr (MEZ|MESZ)/u);
    const orderPath = new URL(page.url()).pathname;
    await open('/orders');
    await page.getByLabel('E-Mail').fill('ada@example.com');
    await button('Links senden').click();
    await page.getByRole('status').waitFor();
    await look('links sent');
    await open(`${orderPath}/receipt`);
    await open(`${orderPath}/withdraw`);
    await page.getByLabel('Ihr Name').fill('Ada Lovelace');
    await button('Weiter').click();
    await heading('Ist das richtig?').waitFor();
    await look('withdrawal to confirm');
    await button('Widerruf bestätigen').click();
    await heading('Wir haben Ihren Widerruf erhalten').waitFor();
    await look('withdrawal received');
    await open(orderPath);
    await page.goto(`${world.publicUrl}/mail`);
    const hrefs = await eventually(async () => {
      await page.reload();
      const links = await page.locator('.mails').getByRole('link').all();
      // Paid, links, withdrawal.
      expect(links).toHaveLength(3);
      return Promise.all(links.map((link) => link.getAttribute('href')));
    });
    await look('/mail');
    for (const href of hrefs) {
      await open(href ?? '');
      await open(`${href}/html`);
    }

    expect(wrong).toEqual({});
    expect(recordsOf(world.databasePath).orders()).toMatchObject([{ state: 'paid' }]);
    // Of the delivery page that was refused.
    expect(buying.complaints).toEqual([expect.stringContaining('422')]);
  });

  it('says what went wrong in German', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${world.publicUrl}/books/no-such-book`);

    expect(await page.getByRole('main').innerText()).toMatch(/^FEHLER 404\s+Buch nicht gefunden/i);
  });
});
