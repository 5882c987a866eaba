import { EventEmitter, once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { launchChromium, launchOptions } from '../../sandbox/test/support/chromium.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { isRestored, noteLeaving, restoresPages } from '../support/restores-pages.js';
import { World } from '../support/world.js';

const BOOKS = { 'Book One': 2300, 'Book Two': 2800, 'Book Three': 1500, 'Book Four': 900 };

describe('buying a cart in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    for (const [title, unitPriceMinor] of Object.entries(BOOKS)) {
      aBook(databasePath, { title, slug: title.toLowerCase().replace(' ', '-'), unitPriceMinor });
    }
    [browser, world] = await Promise.all([launchChromium(), World.start({ databasePath })]);
  });
  beforeEach(async () => {
    context = await browser.newContext();
  });
  afterEach(() => context.close());
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  const orderOf = (token: string) => recordsOf(world.databasePath).order(token);
  const tokenIn = (page: Page) => new URL(page.url()).pathname.split('/')[2] ?? '';

  async function add(page: Page, title: string) {
    await page.goto(world.shopUrl);
    await page.getByRole('link', { name: title }).first().click();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('heading', { name: 'Your cart' }).waitFor();
  }

  /** Collected, unless a country is named. */
  async function checkOut(buying: Buying, country?: string) {
    await buying.page.goto(`${world.shopUrl}/cart`);
    await buying.page.getByRole('button', { name: 'Check out' }).click();
    await (country ? buying.sendTo(country) : buying.collect());
    await buying.payButton().waitFor();
  }

  it('pays for three books at once, sent free, and keeps what was added after checkout began', async () => {
    const buying = await Buying.in(context, world);
    const { page } = buying;
    for (const title of ['Book One', 'Book Two', 'Book Three', 'Book Four']) await add(page, title);
    await page.getByLabel('Copies of Book One').selectOption('3');
    await page.getByRole('button', { name: 'the number of copies of Book One' }).click();
    await page.getByText('$23.00 each').waitFor();
    await page.getByRole('button', { name: 'Remove Book Four' }).click();
    await page.getByText('was removed').waitFor();
    await checkOut(buying, 'United States');
    expect(await buying.payButton().innerText()).toBe('Pay $112.00');
    expect(await page.getByText('Delivery: Mail').locator('..').innerText()).toContain('Free');

    await buying.fillCard('4242 4242 4242 4242');
    await buying.pay();
    const { token, text } = await buying.readConfirmation();
    await add(page, 'Book Four');

    const { paymentIntentId, totalMinor } = orderOf(token);
    const intent = await world.stripe.paymentIntents.retrieve(paymentIntentId ?? '');
    expect([intent.amount_received, totalMinor]).toEqual([11_200, 11_200]);
    expect(intent.shipping?.name).toBe('Ada Lovelace');
    expect(text).toContain(intent.id);
    expect(await page.getByRole('main').getByRole('listitem').count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Cart (1)' }).count()).toBe(1);
    expect(buying.complaints).toEqual([]);
  });

  it('sends the form once when its button is pressed twice', async () => {
    const { page } = await Buying.in(context, world);
    const posts: string[] = [];
    const answers = new EventEmitter();
    // The first answer stays away until the second press.
    await page.route('**/cart/items', async (route) => {
      posts.push(route.request().url());
      await once(answers, 'released');
      await route.continue();
    });
    await page.goto(`${world.shopUrl}/books/book-one`);
    await page.getByRole('link', { name: 'Cart' }).waitFor();

    // By the mouse alone: what looks for the button first waits for the answer.
    const { x = 0, y = 0 } =
      (await page.getByRole('button', { name: 'Add to cart' }).boundingBox()) ?? {};
    await page.mouse.click(x + 5, y + 5);
    await eventually(() => expect(posts).toHaveLength(1));
    await page.mouse.click(x + 5, y + 5);
    answers.emit('released');
    await page.getByRole('heading', { name: 'Your cart' }).waitFor();

    expect(posts).toEqual([`${world.shopUrl}/cart/items`]);
    await page.getByRole('link', { name: 'Cart (1)' }).waitFor();
  });

  it('works without script up to the card form, which says what to do', async () => {
    const withoutScript = await browser.newContext({ javaScriptEnabled: false });
    const buying = await Buying.in(withoutScript, world);
    const { page } = buying;
    for (const title of ['Book One', 'Book Two', 'Book Three']) await add(page, title);
    await page.getByLabel('Copies of Book One').selectOption('2');
    await page.getByRole('button', { name: 'the number of copies of Book One' }).click();
    await page.getByRole('button', { name: 'Remove Book Three' }).click();
    await page.getByText('was removed').waitFor();
    await page.getByLabel('Copies of Book Two').selectOption('3');
    await page.getByRole('button', { name: 'Check out' }).click();
    await buying.sendTo('Germany');

    const words = await page.getByRole('main').innerText();
    expect(words).toContain('$169.00');
    expect(words).toMatch(/Delivery: Parcel with tracking\s+\$39\.00/);
    expect(words).toContain('needs JavaScript');
    expect(words).toContain('Nothing has been charged');
    await page.getByRole('link', { name: 'Your orders' }).click();
    await page
      .getByRole('link', { name: /^Order No\./ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'This order is not paid yet' }).waitFor();
    await withoutScript.close();
  });

  describe('with the page cache, which Playwright switches off', () => {
    let own: Browser;

    beforeAll(async () => {
      const ignoreDefaultArgs = ['--disable-back-forward-cache'];
      own = await chromium.launch({ ...(await launchOptions()), ignoreDefaultArgs });
    });
    afterAll(() => own.close());

    it('counts the cart again on a page that the browser restores when going back', async () => {
      const page = await own.newPage();
      await noteLeaving(page);
      await add(page, 'Book One');
      await page.getByRole('link', { name: 'Cart (1)' }).waitFor();

      // page.goBack() waits for a load, and a page that is restored has had its own.
      await page.evaluate('history.back()');
      await page.getByRole('button', { name: 'Add to cart' }).waitFor();
      await page.getByRole('link', { name: 'Cart (1)' }).waitFor();

      expect(await isRestored(page)).toBe(await restoresPages(own));
    });
  });

  it('reads a shopper’s own page again when the browser restores it', async () => {
    const [page, otherTab] = [await context.newPage(), await context.newPage()];
    await add(page, 'Book One');
    await add(otherTab, 'Book Two');

    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`);

    await page.getByRole('link', { name: 'Book Two' }).waitFor();
    // What was done before is not said again.
    expect(await page.getByText('was added').count()).toBe(0);
  });

  it('lets two shoppers side by side pay each for their own, one of them abroad', async () => {
    const otherContext = await browser.newContext();
    const [ada, bob] = [await Buying.in(context, world), await Buying.in(otherContext, world)];
    await add(ada.page, 'Book One');
    await add(bob.page, 'Book Two');
    await checkOut(ada, 'Germany');
    await bob.page.goto(`${world.shopUrl}/books/book-one`);
    await checkOut(bob);
    await ada.fillCard('4242 4242 4242 4242');
    await bob.fillCard('5555 5555 5555 4444');
    await Promise.all([ada.pay(), bob.pay()]);

    const paid = [await ada.readConfirmation(), await bob.readConfirmation()];

    expect(paid.map(({ token }) => orderOf(token).totalMinor)).toEqual([4250, 2800]);
    expect(paid[0]?.text).toContain('Germany');
    expect(paid.map(({ text }) => text.includes('Book One'))).toEqual([true, false]);
    await otherContext.close();
  });

  it('refuses to pay on a page that another tab has outgrown, then takes one payment at the new total', async () => {
    const [tab1, tab2] = [await Buying.in(context, world), await Buying.in(context, world)];
    await add(tab1.page, 'Book One');
    await checkOut(tab1);
    const old = tokenIn(tab1.page);
    await tab1.fillCard('4242 4242 4242 4242');
    await add(tab2.page, 'Book Two');

    await tab1.pay();
    await tab1.page.getByRole('alert').filter({ hasText: 'Your cart has changed' }).waitFor();
    const intent = await world.stripe.paymentIntents.retrieve(orderOf(old).paymentIntentId ?? '');
    expect(intent.status).toBe('requires_payment_method');

    await checkOut(tab1);
    await tab1.fillCard('4242 4242 4242 4242');
    await tab1.pay();
    const { token } = await tab1.readConfirmation();

    expect(orderOf(token)).toMatchObject({ state: 'paid', totalMinor: 5100 });
    expect(orderOf(old).state).toBe('superseded');
    const { data } = await world.stripe.paymentIntents.list({ limit: 100 });
    const ofThisCart = data.filter(({ id }) =>
      [orderOf(old), orderOf(token)].some(({ paymentIntentId }) => paymentIntentId === id),
    );
    expect(ofThisCart.map(({ status, amount }) => [status, amount]).sort()).toEqual([
      ['canceled', 2300],
      ['succeeded', 5100],
    ]);
  });
});
