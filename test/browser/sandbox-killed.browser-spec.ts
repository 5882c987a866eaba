import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { challengeIn } from '../../sandbox/test/support/challenge.js';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { pressOn } from '../../sandbox/test/support/press.js';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { World } from '../support/world.js';

const TITLE = 'The Art of Doing Science and Engineering';
const VISA = '4242 4242 4242 4242';

describe('a purchase whose Stripe sandbox is killed and started again', () => {
  let browser: Browser;
  let context: BrowserContext;
  let world: World;
  let buying: Buying;
  let token: string;
  let paymentIntentId: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    // What the sweeper would put right after a minute, the tab and the event have to.
    const shopEnv = { SWEEP_SECONDS: '3600' };
    const starting = World.start({ databasePath, shopEnv });
    [browser, world] = await Promise.all([launchChromium(), starting]);
  });
  beforeEach(async () => {
    context = await browser.newContext();
    buying = await Buying.in(context, world);
    await buying.choose(TITLE);
    token = new URL(buying.page.url()).pathname.split('/').at(-1) ?? '';
    paymentIntentId = recordsOf(world.databasePath).order(token).paymentIntentId ?? '';
  });
  afterEach(async () => {
    await world.control.stopTrouble();
    await context.close();
  });
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  const killSandbox = () => world.sandbox.stop('SIGKILL');
  const confirmPath = () => `/v1/payment_intents/${paymentIntentId}/confirm`;

  function onRecord() {
    const { id, state } = recordsOf(world.databasePath).order(token);
    const mine = ({ orderId }: { orderId: string }) => orderId === id;
    const ledger = recordsOf(world.databasePath).ledger().filter(mine);
    return { state, ledger: ledger.map(({ amountMinor }) => amountMinor) };
  }

  /** By the shop's records and by Stripe's. */
  async function expectPaidOnce(): Promise<void> {
    expect(onRecord()).toEqual({ state: 'paid', ledger: [2300] });
    const { data: charges } = await world.stripe.charges.list({ payment_intent: paymentIntentId });
    expect(charges).toMatchObject([{ paid: true, amount: 2300 }]);
  }

  async function readConfirmation(): Promise<void> {
    expect((await buying.readConfirmation()).token).toBe(token);
    await expectPaidOnce();
  }

  /** The shop may leave a Stripe that was away alone for a moment, and says so. */
  async function payOnceItIsBack(): Promise<void> {
    const paid = buying.page.waitForURL('**/orders/*');
    await eventually(async () => {
      const isThere = () => buying.page.url().includes('/orders/');
      if (!isThere()) await buying.pay();
      await Promise.race([paid, said()]);
      expect(isThere()).toBe(true);
    }, 30);
    await readConfirmation();
  }

  const said = () => buying.page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();

  const eventsTaken = async () => {
    const { data } = await world.stripe.events.list({ type: 'payment_intent.succeeded' });
    const event = data.find(
      ({ data: { object } }) => 'id' in object && object.id === paymentIntentId,
    );
    const deliveries = await world.control.deliveries();
    return deliveries.filter((each) => each.event === event?.id && each.status === 200).length;
  };

  it('is paid once in the same tab when that was before Pay', async () => {
    await buying.fillCard(VISA);

    await killSandbox();
    await world.restartSandbox();
    await buying.pay();

    await readConfirmation();
    expect(buying.complaints).toEqual([]);
  });

  it('is paid once when Pay was pressed while it was away, and again when it was back', async () => {
    await buying.fillCard(VISA);

    await killSandbox();
    await buying.pay();
    await said();
    expect(onRecord()).toEqual({ state: 'pending', ledger: [] });
    await world.restartSandbox();
    await payOnceItIsBack();
  });

  it('is paid once when it died with the answer to Pay in its hands', async () => {
    await world.control.makeTrouble({
      delay_deliveries: { ms: 60_000 },
      slow_requests: { ms: 60_000, when: 'after', path: confirmPath() },
    });
    await buying.fillCard(VISA);
    await buying.pay();
    await eventually(async () => {
      const { status } = await world.stripe.paymentIntents.retrieve(paymentIntentId);
      expect(status).toBe('succeeded');
    });

    await killSandbox();
    await buying.page.getByText('If you have just paid, please do not pay again').waitFor();
    await world.restartSandbox();
    await world.control.stopTrouble('slow_requests');
    await readConfirmation();
  });

  it('turns paid by the event that was owed when it died', async () => {
    await world.control.makeTrouble({ delay_deliveries: { ms: 60_000 } });
    await context.route('**/checkout/*/return?*', (route) => route.abort());
    await buying.fillCard(VISA);
    await buying.pay();
    await eventually(async () => {
      const { status } = await world.stripe.paymentIntents.retrieve(paymentIntentId);
      expect(status).toBe('succeeded');
    });

    await killSandbox();
    expect(onRecord()).toEqual({ state: 'pending', ledger: [] });
    await world.restartSandbox();
    await world.control.stopTrouble();

    await eventually(expectPaidOnce);
    const { id } = recordsOf(world.databasePath).order(token);
    const [paid] = recordsOf(world.databasePath)
      .timeline('payment_succeeded')
      .filter(({ orderId }) => orderId === id);
    expect(paid?.trigger).toBe('webhook');
    expect(await eventsTaken()).toBe(1);
    await buying.page.goto(`${world.shopUrl}/orders/${token}`);
    await readConfirmation();
  });

  it('is paid once when that was while the bank asked', async () => {
    await buying.fillCard('4000 0027 6000 3184');
    await buying.pay();
    const { complete } = challengeIn(buying.page);
    await complete.waitFor();

    await killSandbox();
    await world.restartSandbox();
    await pressOn(complete);

    await readConfirmation();
  });
});
