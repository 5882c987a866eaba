import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { challengeIn } from '../../sandbox/test/support/challenge.js';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { pressOn } from '../../sandbox/test/support/press.js';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { World } from '../support/world.js';

const TITLE = 'The Art of Doing Science and Engineering';
const BANK_ASKS = 'Your bank asks you to confirm this payment';
const EVERY_TIME = '4000 0027 6000 3184';

describe('paying with a card whose bank asks', () => {
  let browser: Browser;
  let context: BrowserContext;
  let world: World;
  let buying: Buying;
  let token: string;
  let paymentIntentId: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    [browser, world] = await Promise.all([launchChromium(), World.start({ databasePath })]);
  });
  beforeEach(async () => {
    await world.control.set({ webhooks: 'on' });
    context = await browser.newContext();
    buying = await Buying.in(context, world);
    await buying.choose(TITLE);
    token = new URL(buying.page.url()).pathname.split('/').at(-1) ?? '';
    paymentIntentId = recordsOf(world.databasePath).order(token).paymentIntentId ?? '';
  });
  afterEach(() => context.close());
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  const orderPage = () => `${world.shopUrl}/orders/${token}`;
  const intent = () => world.stripe.paymentIntents.retrieve(paymentIntentId);

  function onRecord() {
    const records = recordsOf(world.databasePath);
    const { id, state } = records.order(token);
    const ledger = records.ledger().filter(({ orderId }) => orderId === id);
    return { state, ledger: ledger.map(({ amountMinor }) => amountMinor) };
  }

  const PAID = { state: 'paid', ledger: [2300] };

  async function payAndBeAsked(card = EVERY_TIME) {
    await buying.fillCard(card);
    await buying.pay();
    const challenge = challengeIn(buying.page);
    await challenge.complete.waitFor();
    return challenge;
  }

  async function readDecline(words: string): Promise<void> {
    await buying.page.getByRole('alert').filter({ hasText: words }).waitFor();
  }

  async function payAgain(): Promise<void> {
    await buying.fillCard('4242 4242 4242 4242');
    await buying.pay();
    expect((await buying.readConfirmation()).token).toBe(token);
    expect(onRecord()).toEqual(PAID);
  }

  /** What another device shows, once its page has heard of the latest from Stripe. */
  async function readOrderElsewhere(heading: string): Promise<string> {
    const page = await context.newPage();
    await page.goto(orderPage());
    await page.getByRole('heading', { name: heading }).waitFor();
    const text = await page.getByRole('main').innerText();
    await page.close();
    return text;
  }

  it('pays the order once it is passed, and until then says neither paid nor declined', async () => {
    const challenge = await payAndBeAsked();
    const meanwhile = await readOrderElsewhere(BANK_ASKS);
    expect(meanwhile).not.toMatch(/declined|is paid/);
    expect(onRecord()).toEqual({ state: 'pending', ledger: [] });

    await pressOn(challenge.complete);

    expect((await buying.readConfirmation()).token).toBe(token);
    expect(onRecord()).toEqual(PAID);
    expect(await intent()).toMatchObject({ status: 'succeeded', amount_received: 2300 });
    expect(buying.elsewhere).toEqual([]);
    expect(buying.complaints).toEqual([]);
  });

  it('charges nothing once it is failed, and takes another card on the same order', async () => {
    await pressOn((await payAndBeAsked()).fail);
    await readDecline('We are unable to authenticate your payment method.');

    expect(await intent()).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
    await eventually(() => expect(onRecord()).toEqual({ state: 'declined', ledger: [] }));
    expect(await readOrderElsewhere('Your payment was declined')).toContain(
      'Your bank did not confirm that it was you.',
    );

    await payAgain();
  });

  it('tells the decline that follows a passed challenge', async () => {
    await pressOn((await payAndBeAsked('4000 0082 6000 3178')).complete);
    await readDecline('Your card has insufficient funds.');

    await payAgain();
  });

  it('says that the bank asks of an order whose last card was declined', async () => {
    await buying.fillCard('4000 0000 0000 9995');
    await buying.pay();
    await readDecline('insufficient funds');
    await eventually(() => expect(onRecord().state).toBe('declined'));
    const challenge = await payAndBeAsked();

    const meanwhile = await readOrderElsewhere(BANK_ASKS);
    await pressOn(challenge.complete);

    expect(meanwhile).not.toMatch(/Your payment was declined|is paid/);
    await buying.readConfirmation();
    expect(onRecord()).toEqual(PAID);
  });

  it('leaves the order payable when the challenge is closed', async () => {
    const challenge = await payAndBeAsked();
    await challenge.complete.press('Escape');
    await readDecline('We are unable to authenticate your payment method.');

    expect((await intent()).status).toBe('requires_payment_method');
    await eventually(() => expect(onRecord()).toEqual({ state: 'declined', ledger: [] }));
    await buying.pay();
    await pressOn(challenge.complete);
    await buying.readConfirmation();
    expect(onRecord()).toEqual(PAID);
  });

  it('is gone on with from the order’s page when the browser left the bank', async () => {
    await payAndBeAsked();
    await buying.page.goto(orderPage());
    await buying.page.getByRole('link', { name: 'Go on with the payment' }).click();
    await buying.payButton().waitFor();

    expect(onRecord()).toEqual({ state: 'pending', ledger: [] });
    await pressOn((await payAndBeAsked()).complete);
    await buying.readConfirmation();
    expect(onRecord()).toEqual(PAID);
  });

  it('is settled by the webhook alone when the browser never comes back', async () => {
    await context.route('**/checkout/*/return?*', (route) => route.abort());
    const challenge = await payAndBeAsked();
    await pressOn(challenge.complete);
    await eventually(async () => expect((await intent()).status).toBe('succeeded'));
    await context.close();

    await eventually(() => expect(onRecord()).toEqual(PAID));
    const { id } = recordsOf(world.databasePath).order(token);
    const [paid] = recordsOf(world.databasePath)
      .timeline('payment_succeeded')
      .filter(({ orderId }) => orderId === id);
    expect(paid?.trigger).toBe('webhook');
  });

  it('is settled by a return an hour later, to a shop that was restarted meanwhile', async () => {
    await world.control.set({ webhooks: 'off' });
    const asked = await world.stripe.paymentIntents.confirm(paymentIntentId, {
      payment_method: 'pm_card_authenticationRequired',
      return_url: `${world.shopUrl}/checkout/${token}/return`,
    });
    await buying.page.goto(asked.next_action?.redirect_to_url?.url ?? '');
    const challenge = challengeIn(buying.page, 'whole page');
    await challenge.complete.waitFor();

    await world.shop.stop();
    anHourPasses();
    await world.restartShop();
    expect(onRecord()).toEqual({ state: 'pending', ledger: [] });
    await pressOn(challenge.complete);

    expect((await buying.readConfirmation()).token).toBe(token);
    expect(onRecord()).toEqual(PAID);
    expect(new URL(buying.page.url()).search).toBe('');
    expect((await intent()).status).toBe('succeeded');
  });

  /** The shop's clock cannot be turned on, so what it wrote down is turned back. */
  function anHourPasses(): void {
    onDatabase(world.databasePath, (database) => {
      const { id, placedAt } = database
        .prepare<[string], { id: string; placedAt: string }>(
          'SELECT id, placedAt FROM "Order" WHERE token = ?',
        )
        .get(token) ?? { id: '', placedAt: '' };
      const earlier = new Date(Date.parse(placedAt) - 3_600_000).toISOString();
      const written = earlier.replace('Z', '+00:00');
      database.prepare('UPDATE "Order" SET placedAt = ? WHERE id = ?').run(written, id);
      database.prepare('UPDATE TimelineEntry SET at = ? WHERE orderId = ?').run(written, id);
    });
  }
});
