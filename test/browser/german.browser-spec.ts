import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { pressOn } from '../../sandbox/test/support/press.js';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { shopFolder } from '../support/shop-folder.js';
import { World } from '../support/world.js';

const TITLE = 'The Art of Doing Science and Engineering';
const PRICE = '23,00\u00a0$';

describe('a shop in Germany', () => {
  let browser: Browser;
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    const SHOP_DIR = await shopFolder({ locale: 'de-DE', timeZone: 'Europe/Berlin' });
    [browser, world] = await Promise.all([
      launchChromium(),
      World.start({ databasePath, shopEnv: { SHOP_DIR } }),
    ]);
  });
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  it('sells a book in German, to a person who knows nothing else', async () => {
    const buying = await Buying.in(await browser.newContext({ locale: 'de-DE' }), world);
    const { page } = buying;
    const button = (name: string) => page.getByRole('button', { name });

    await page.goto(world.publicUrl);
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByRole('link', { name: TITLE }).first().click();
    await button('In den Warenkorb').click();
    expect(await page.getByRole('status').innerText()).toContain(`1 Exemplar, ${PRICE}`);
    await button('Zur Kasse').click();
    await page.getByLabel('Liefern nach').selectOption('Im Laden abholen');
    await button('Ändern').click();
    await page.waitForURL(/[?&]to=/);
    await button('Weiter zur Zahlung').click();

    await buying.fillCard('4242 4242 4242 4242', 'E-Mail');
    expect(await page.locator('#payment-form').getAttribute('data-locale')).toBe('de');
    await pressOn(button(`${PRICE} bezahlen`));
    await page.getByRole('heading', { name: 'Ihre Bestellung ist bezahlt' }).waitFor();

    const main = await page.getByRole('main').innerText();
    expect(main).toContain(PRICE);
    expect(main).toMatch(/\d+\. \p{L}+ \d{4}, \d\d:\d\d Uhr (MEZ|MESZ)/u);
    expect(recordsOf(world.databasePath).orders()).toMatchObject([{ state: 'paid' }]);
    expect(buying.complaints).toEqual([]);
  });

  it('says what went wrong in German', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${world.publicUrl}/books/no-such-book`);

    expect(await page.getByRole('main').innerText()).toMatch(/^FEHLER 404\s+Buch nicht gefunden/i);
  });
});
