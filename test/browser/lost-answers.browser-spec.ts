import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { World } from '../support/world.js';

const TITLE = 'The Art of Doing Science and Engineering';
const NOT_LOADED = 'The payment form has not loaded. This page has charged nothing';

describe('a payment page whose questions are not answered as they should be', () => {
  let browser: Browser;
  let context: BrowserContext;
  let world: World;
  let buying: Buying;
  let page: Page;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    [browser, world] = await Promise.all([launchChromium(), World.start({ databasePath })]);
  });
  beforeEach(async () => {
    context = await browser.newContext();
    buying = await Buying.in(context, world);
    ({ page } = buying);
  });
  afterEach(() => context.close());
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  const tokenOf = (url: string) => new URL(url).pathname.split('/')[2] ?? '';
  const orderOf = (token: string) => recordsOf(world.databasePath).order(token);
  const alerts = async () => (await page.getByRole('alert').allInnerTexts()).join('');

  async function chooseAndPay(): Promise<string> {
    await buying.choose(TITLE);
    await buying.fillCard('4242 4242 4242 4242');
    const token = tokenOf(page.url());
    await buying.pay();
    return token;
  }

  async function loseAnswer(route: Route): Promise<void> {
    await route.fetch();
    await route.abort('connectionreset');
  }

  it('goes to the paid order when the answer to the confirmation is lost', async () => {
    await page.route('**/confirm', loseAnswer);

    const token = await chooseAndPay();

    expect((await buying.readConfirmation()).token).toBe(token);
    expect(orderOf(token).state).toBe('paid');
  });

  it('says that it does not know when the shop does not answer either, and pays once', async () => {
    await world.control.set({ webhooks: 'off' });
    await page.route('**/confirm', loseAnswer);
    await page.route('**/status', (route) => route.abort());

    const token = await chooseAndPay();
    const words = page.getByRole('alert').filter({ hasText: 'We do not know whether' });
    await words.waitFor();
    expect(await words.innerText()).toContain('Please do not pay again');
    expect(await alerts()).not.toContain('charged');
    expect(await words.getByRole('link').getAttribute('href')).toBe(`/orders/${token}`);

    await page.route('**/contact', (route) => route.abort());
    await buying.pay();
    await buying.payButton().waitFor();
    expect(await alerts()).not.toContain('charged');

    await page.unrouteAll();
    await buying.pay();
    expect((await buying.readConfirmation()).token).toBe(token);
    const { data } = await world.stripe.charges.list({
      payment_intent: orderOf(token).paymentIntentId ?? '',
    });
    expect(data).toHaveLength(1);
    await world.control.set({ webhooks: 'on' });
  });

  it('shows no sentence that Stripe wrote for developers', async () => {
    const error = { type: 'invalid_request_error', message: 'For developers.' };
    await page.route('**/confirm', (route) => route.fulfill({ status: 400, json: { error } }));
    const shown: string[] = [];
    await page.exposeFunction('tell', (text: string) => shown.push(text));
    await page.addInitScript(`addEventListener('DOMContentLoaded', () => new MutationObserver(
      () => tell(document.body.innerText)).observe(document.body, { childList: true, subtree: true }))`);

    await chooseAndPay();

    await page.getByRole('heading', { name: 'This order is not paid yet' }).waitFor();
    expect(shown.filter((text) => text.includes('developers'))).toEqual([]);
  });

  it('asks for another e-mail address when Stripe refuses it only now', async () => {
    const error = { type: 'invalid_request_error', code: 'email_invalid', message: 'Invalid.' };
    await page.route('**/confirm', (route) => route.fulfill({ status: 400, json: { error } }));

    await chooseAndPay();

    await page.getByText('The payment cannot take this e-mail address').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('email');
  });

  it('goes to the order when its payment was canceled at Stripe and no event came', async () => {
    await world.control.set({ webhooks: 'off' });
    await buying.choose(TITLE);
    await buying.fillCard('4242 4242 4242 4242');
    await world.stripe.paymentIntents.cancel(orderOf(tokenOf(page.url())).paymentIntentId ?? '');

    await buying.pay();

    await page.getByRole('heading', { name: 'This order was canceled' }).waitFor();
    await world.control.set({ webhooks: 'on' });
  });

  it.each([
    ['Stripe.js is refused', '**/stripe.js', (route: Route) => route.abort()],
    ['the frame of the form is refused', '**/payment.html', (route: Route) => route.abort()],
    ['the shop’s script is refused', '**/checkout.*.js', (route: Route) => route.abort()],
    ['the shop’s script is a 503', '**/checkout.*.js', (route: Route) => route.fulfill({ status: 503 })], // prettier-ignore
    ['Stripe.js never comes', '**/stripe.js', () => undefined],
    ['the frame of the form never comes', '**/payment.html', () => undefined],
    ['the shop’s script never comes', '**/checkout.*.js', () => undefined],
  ])('says what to do when %s', async (_case, path, answer) => {
    await page.route(path, answer);
    await page.goto(world.shopUrl);
    await page.getByRole('link', { name: TITLE }).first().click();
    await page.getByRole('button', { name: 'Buy now' }).click();
    await buying.deliverTo('Collect in the shop');
    await page.getByRole('button', { name: 'Continue' }).click({ noWaitAfter: true });
    const words = page.getByText(NOT_LOADED);
    await words.waitFor({ state: 'attached' });

    await secondsPass(8);

    await words.waitFor();
    expect(await buying.payButton().isDisabled()).toBe(true);
  });

  it('takes those words back when the form comes late', async () => {
    let answer: () => void = () => undefined;
    await page.route('**/payment.html', (route) => void (answer = () => void route.continue()));
    await buying.choose(TITLE);
    await secondsPass(8);
    await page.getByText(NOT_LOADED).waitFor();

    answer();

    await page.getByText(NOT_LOADED).waitFor({ state: 'hidden' });
    expect(await buying.payButton().isEnabled()).toBe(true);
  });

  /** For what the page shows by itself: animations. */
  async function secondsPass(seconds: number): Promise<void> {
    await page.evaluate(`for (const each of document.getAnimations())
      each.currentTime = Math.max(each.currentTime ?? 0, ${seconds * 1000})`);
  }
});
