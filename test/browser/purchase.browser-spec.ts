import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { pointAt } from '../../sandbox/test/support/press.js';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith } from '../support/shopper.js';
import { World } from '../support/world.js';

const TITLE = 'The Art of Doing Science and Engineering';

describe('buying a book in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let world: World;
  let buying: Buying;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    [browser, world] = await Promise.all([launchChromium(), World.start({ databasePath })]);
  });
  beforeEach(async () => {
    context = await browser.newContext();
    buying = await Buying.in(context, world);
  });
  afterEach(() => context.close());
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  it('shows the total and the PaymentIntent that Stripe has on record', async () => {
    await buying.choose(TITLE);
    await buying.fillCard('4242 4242 4242 4242');
    expect(await buying.payButton().innerText()).toBe('Pay $23.00');
    await buying.pay();
    const { token, text } = await buying.readConfirmation();

    const { paymentIntentId } = recordsOf(world.databasePath).order(token);
    const intent = await world.stripe.paymentIntents.retrieve(paymentIntentId ?? '');
    expect(intent).toMatchObject({
      status: 'succeeded',
      amount: 2300,
      amount_received: 2300,
      currency: 'usd',
      receipt_email: 'ada@example.com',
    });
    expect(text).toContain(intent.id);
    expect(text).toContain('$23.00');
    expect(new URL(buying.page.url()).search).toBe('');
    expect(buying.elsewhere).toEqual([]);
    expect(buying.complaints).toEqual([]);
  });

  it('tells a decline in words and takes another card on the same order', async () => {
    await buying.choose(TITLE);
    const orderToken = new URL(buying.page.url()).pathname.split('/').at(-1) ?? '';
    await buying.fillCard('4000 0000 0000 9995');
    await buying.pay();
    const alert = buying.page.getByRole('alert').filter({ hasText: 'insufficient funds' });
    await alert.waitFor();

    expect(await buying.page.getByRole('main').ariaSnapshot()).toContain(
      'alert: Your card has insufficient funds. Nothing was charged.',
    );
    expect(recordsOf(world.databasePath).ledger().length).toBe(
      recordsOf(world.databasePath)
        .orders()
        .filter(({ state }) => state === 'paid').length,
    );

    await buying.fillCard('4242 4242 4242 4242');
    await buying.pay();
    const { token } = await buying.readConfirmation();

    const records = recordsOf(world.databasePath);
    const order = records.order(token);
    const { data: intents } = await world.stripe.paymentIntents.list({ limit: 100 });
    expect(token).toBe(orderToken);
    expect(intents.filter(({ metadata }) => metadata['order_id'] === order.id)).toHaveLength(1);
    expect(records.ledger().filter(({ orderId }) => orderId === order.id)).toHaveLength(1);
  });

  it('keeps the focus on Pay while it pays and after a decline', async () => {
    await buying.choose(TITLE);
    await buying.fillCard('4000 0000 0000 0002');
    const { page } = buying;
    await page.route('**/confirm', async (route) => {
      expect(await page.getByRole('button', { name: 'Paying…', disabled: true }).count()).toBe(1);
      expect(await page.evaluate('document.activeElement.id')).toBe('pay');
      await route.continue();
    });
    await buying.payButton().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'declined' }).waitFor();

    expect(await page.evaluate('document.activeElement.id')).toBe('pay');
    expect(await buying.payButton().innerText()).toBe('Pay $23.00');
  });

  it('confirms once when Pay is pressed twice', async () => {
    await buying.choose(TITLE);
    await buying.fillCard('4242 4242 4242 4242');
    await pointAt(buying.payButton());
    await buying.payButton().dblclick();
    const { token } = await buying.readConfirmation();

    const { paymentIntentId } = recordsOf(world.databasePath).order(token);
    const confirms = (await world.control.requests()).filter(
      ({ method, path }) =>
        method === 'POST' && path === `/v1/payment_intents/${paymentIntentId ?? ''}/confirm`,
    );
    expect(confirms).toHaveLength(1);
  });

  it('sends somebody who goes back after paying to the paid order', async () => {
    await buying.choose(TITLE);
    const paymentPage = buying.page.url();
    await buying.fillCard('4242 4242 4242 4242');
    await buying.pay();
    const { token } = await buying.readConfirmation();

    await buying.page.goto(paymentPage);

    expect((await buying.readConfirmation()).token).toBe(token);
  });

  it('goes to the order when Pay is pressed and it was paid meanwhile', async () => {
    await buying.choose(TITLE);
    const token = new URL(buying.page.url()).pathname.split('/').at(-1) ?? '';
    await buying.fillCard('4242 4242 4242 4242');
    const order = () => recordsOf(world.databasePath).order(token);
    await payWith(world.stripe, order().paymentIntentId ?? '');
    await eventually(() => expect(order().state).toBe('paid'));

    await buying.pay();

    expect((await buying.readConfirmation()).token).toBe(token);
  });

  it('asks for an e-mail address before it asks the bank', async () => {
    await buying.choose(TITLE);
    await buying.fillCard('4242 4242 4242 4242');
    await buying.page.getByLabel('E-mail').fill('ada@example');
    expect(await buying.page.getByLabel('E-mail').getAttribute('maxlength')).toBe('254');
    await buying.pay();

    await eventually(async () => {
      expect(await buying.page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true');
    });
    expect(await buying.page.getByText('After the @ there is a dot').count()).toBe(1);
    await buying.page.getByLabel('E-mail').fill('ada@example.com.');
    expect(await buying.page.getByText('After the @ there is a dot').count()).toBe(0);
  });

  it('takes an e-mail address of another script', async () => {
    await buying.choose(TITLE);
    await buying.fillCard('4242 4242 4242 4242');
    await buying.page.getByLabel('E-mail').fill('ivan@почта.рф');
    await buying.pay();
    const { token, text } = await buying.readConfirmation();

    const { paymentIntentId } = recordsOf(world.databasePath).order(token);
    const { receipt_email } = await world.stripe.paymentIntents.retrieve(paymentIntentId ?? '');
    expect(receipt_email).toBe('ivan@xn--80a1acny.xn--p1ai');
    expect(text).toContain('ivan@почта.рф');
  });

  it('turns to paid by itself when an order’s page is left open', async () => {
    await buying.choose(TITLE);
    const token = new URL(buying.page.url()).pathname.split('/').at(-1) ?? '';
    await buying.page.goto(`${world.shopUrl}/orders/${token}`);
    await buying.page.getByRole('heading', { name: 'This order is not paid yet' }).waitFor();

    const { paymentIntentId } = recordsOf(world.databasePath).order(token);
    await world.stripe.paymentIntents.confirm(paymentIntentId ?? '', {
      payment_method: 'pm_card_visa',
      return_url: world.shopUrl,
    });

    expect((await buying.readConfirmation()).token).toBe(token);
  });

  it('says what to do when the browser runs no script', async () => {
    const withoutScript = await browser.newContext({ javaScriptEnabled: false });
    const buying = await Buying.in(withoutScript, world);
    const { page } = buying;
    await page.goto(world.shopUrl);
    await page.getByRole('link', { name: TITLE }).first().click();
    await page.getByRole('button', { name: 'Buy now' }).click();
    await buying.collect();

    const words = await page.getByRole('main').innerText();
    expect(words).toContain('needs JavaScript');
    expect(words).toContain('Nothing has been charged');
    expect(await page.getByLabel('E-mail').isVisible()).toBe(false);
    expect(await page.getByText('payment form has not loaded').isVisible()).toBe(false);
    await withoutScript.close();
  });
});
