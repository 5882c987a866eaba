import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { World } from '../support/world.js';

const PATIENCE_SECONDS = 30;
const TITLE = 'The Art of Doing Science and Engineering';

let browser: Browser;
let context: BrowserContext;
let world: World;
let buying: Buying;
let lab: Page;
let complaints: string[];

beforeAll(async () => {
  const databasePath = await freshDatabase();
  aBook(databasePath);
  [browser, world] = await Promise.all([launchChromium(), World.start({ databasePath })]);
});
beforeEach(async () => {
  context = await browser.newContext();
  buying = await Buying.in(context, world);
  lab = await context.newPage();
  complaints = [];
  lab.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
});
afterEach(async () => {
  await context.close();
  await world.control.stopTrouble();
  expect([...complaints, ...buying.complaints, ...buying.elsewhere]).toEqual([]);
});
afterAll(() => Promise.all([browser.close(), world.stop()]));

const open = async (tab: string) => {
  await lab.goto(world.sandboxUrl);
  await lab.getByRole('navigation', { name: 'Lab' }).getByRole('link', { name: tab }).click();
};

const startTrouble = async (title: string, fields: Record<string, string> = {}) => {
  await open('Trouble');
  const card = lab.getByRole('article', { name: title });
  for (const [label, value] of Object.entries(fields)) await card.getByLabel(label).fill(value);
  await card.getByRole('button', { name: 'Start' }).click();
  await lab.getByRole('status').filter({ hasText: 'Trouble is on.' }).waitFor();
};

const backToNormal = () => lab.getByRole('button', { name: 'All back to normal' }).click();

/** From the catalogue to the return from Stripe, whatever the shop knows by then. */
async function buy(): Promise<{ token: string; paymentIntentId: string }> {
  await buying.choose(TITLE);
  await buying.fillCard('4242 4242 4242 4242');
  await buying.pay();
  const { token } = await buying.readConfirmation();
  return {
    token,
    paymentIntentId: recordsOf(world.databasePath).order(token).paymentIntentId ?? '',
  };
}

describe('the lab, by clicks', () => {
  it('shows a purchase while it happens, without a reload', async () => {
    await lab.goto(world.sandboxUrl);
    await lab.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    const before = await lab.getByRole('link', { name: '$23.00' }).count();

    const { paymentIntentId } = await buy();

    await eventually(async () => {
      expect(await lab.getByRole('link', { name: '$23.00' }).count()).toBe(before + 1);
    });
    await lab
      .getByRole('row', { name: /Succeeded/ })
      .first()
      .getByRole('link')
      .click();
    await lab.getByText(paymentIntentId).first().waitFor();
    const timeline = lab.getByRole('list').filter({ hasText: 'payment_intent.created' });
    expect(await timeline.innerText()).toMatch(/payment_intent.succeeded[\s\S]*charge.succeeded/);
  });

  it('fails a delivery, and resends it: the order follows', async () => {
    await startTrouble('Lose deliveries', { 'Event type': 'payment_intent.succeeded' });
    const { token, paymentIntentId } = await buy();
    const arrivals = () => succeededEvents(paymentIntentId);
    await eventually(async () => {
      await open('Deliveries');
      const row = lab.getByRole('row', { name: /payment_intent.succeeded/ }).first();
      expect(await row.innerText()).toContain('Failed');
    });
    expect(arrivals()).toHaveLength(0);

    await backToNormal();
    await open('Deliveries');
    await lab.getByRole('link', { name: 'payment_intent.succeeded' }).first().click();
    await lab.getByText('nothing was sent').first().waitFor();
    await lab.getByRole('button', { name: 'Resend' }).click();
    await lab.getByText('Sent again').waitFor();

    const shown = lab.getByRole('table', { name: 'Deliveries' }).getByRole('row').nth(1);
    await shown.filter({ hasText: 'Delivered' }).waitFor();
    expect(arrivals()).toHaveLength(1);
    expect(await orderPage(token)).toContain('Your order is paid');
    expect(ledgerOf(token)).toHaveLength(1);
  });

  it('refunds in part and in whole, and the order’s page follows', async () => {
    const { paymentIntentId } = await buy();
    const order = buying.page.getByRole('heading', { level: 1 });
    await lab.goto(`${world.sandboxUrl}/_sandbox/payments/${paymentIntentId}`);

    await lab.getByLabel('Amount to refund').fill('5.005');
    await lab.getByRole('button', { name: 'Refund this much' }).click();
    await lab.getByText('is not an amount').waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining('422')]);
    await lab.getByLabel('Amount to refund').fill('5.00');
    await lab.getByRole('button', { name: 'Refund this much' }).click();
    await lab.getByText('Partial refund').waitFor();
    await eventually(async () => {
      await buying.page.reload();
      expect(await order.textContent()).toBe('Part of your payment was refunded.');
    }, PATIENCE_SECONDS);
    await lab.getByRole('button', { name: 'Refund all $18.00' }).click();
    await lab.getByRole('main').getByText('Refunded', { exact: true }).waitFor();

    await eventually(async () => {
      await buying.page.reload();
      expect(await order.textContent()).toBe('Your payment was refunded.');
    }, PATIENCE_SECONDS);
    expect(await lab.getByRole('button', { name: /^Refund/ }).count()).toBe(0);
    const refunds = await world.stripe.refunds.list({ payment_intent: paymentIntentId });
    expect(refunds.data.map(({ amount }) => amount)).toEqual([1800, 500]);
    await eventually(async () => {
      const told = (await world.control.deliveries()).filter(
        ({ request_body: body }) =>
          body.includes('"charge.refunded"') && body.includes(paymentIntentId),
      );
      expect(told.map(({ status }) => status)).toEqual([200, 200]);
    });
  });

  it('opens a dispute and loses it, and the order’s page follows', async () => {
    const { token, paymentIntentId } = await buy();
    await lab.goto(`${world.sandboxUrl}/_sandbox/payments/${paymentIntentId}`);

    await lab.getByRole('button', { name: 'Open a dispute' }).click();
    await lab.getByText('The shopper’s bank disputes it.').waitFor();
    await lab.getByText('needs response').waitFor();
    expect(await lab.getByRole('button', { name: /^Refund/ }).count()).toBe(0);
    await eventually(async () => {
      await buying.page.reload();
      await expect(buying.page.getByRole('heading', { level: 1 }).textContent()).resolves.toBe(
        'Your payment is disputed.',
      );
    }, PATIENCE_SECONDS);
    await lab.getByRole('button', { name: 'Lose it' }).click();
    await lab.getByText('Dispute lost', { exact: true }).waitFor();

    expect(await lab.getByRole('button', { name: /it$/ }).count()).toBe(0);
    expect(recordsOf(world.databasePath).order(token).state).toBe('disputed');
  });

  it('reorders events: the order is right all the same', async () => {
    await startTrouble('Deliver backwards', {
      'Deliveries to hold': '2',
      'Event type': 'payment_intent.*',
    });
    const { token, paymentIntentId } = await buy();

    await eventually(() => {
      expect(succeededEvents(paymentIntentId)).toHaveLength(1);
    });

    const types = recordsOf(world.databasePath)
      .events()
      .map(({ type }) => type);
    expect(types.lastIndexOf('payment_intent.succeeded')).toBeLessThan(
      types.lastIndexOf('payment_intent.created'),
    );
    expect(await orderPage(token)).toContain('Your order is paid');
    expect(ledgerOf(token)).toHaveLength(1);
    await backToNormal();
    await lab.getByText('All is back to normal.').waitFor();
  });
});

/** What the shop has kept of this payment's success. */
function succeededEvents(paymentIntentId: string) {
  const events = onDatabase(world.databasePath, (database) =>
    database.prepare(`SELECT * FROM WebhookEvent WHERE type = 'payment_intent.succeeded'`).all(),
  );
  return events.filter((event) => JSON.stringify(event).includes(paymentIntentId));
}

function ledgerOf(token: string) {
  const records = recordsOf(world.databasePath);
  const { id } = records.order(token);
  return records.ledger().filter(({ orderId }) => orderId === id);
}

async function orderPage(token: string): Promise<string> {
  await buying.page.goto(`${world.shopUrl}/orders/${token}`);
  return buying.page.getByRole('main').innerText();
}
