import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  eventually,
  SandboxControl,
  startWebhookListener,
  type WebhookListener,
} from 'stripe-sandbox/testing';
import { loadAxeInto } from '../support/axe.js';
import { launchChromium } from '../support/chromium.js';
import { Looks } from '../support/looks.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { refusalOf } from '../support/sdk.js';

let browser: Browser;
let shop: WebhookListener;
let sandbox: RunningSandbox;

let page: Page;
const looks = new Looks();
let ids: { payment: string; event: string; refusal: string | undefined; request: string };

beforeAll(async () => {
  browser = await launchChromium();
  shop = await startWebhookListener();
  sandbox = await startSandbox({ webhook: { url: shop.url, secret: 'whsec_test_0123456789' } });
  const control = new SandboxControl(sandbox.url);
  const intent = await sandbox.stripe.paymentIntents.create({
    amount: 2300,
    currency: 'usd',
    description: 'Order 1001: a book',
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example/back',
  });
  await eventually(async () => {
    expect((await control.deliveries()).length).toBeGreaterThan(2);
  });
  const refused = await refusalOf(
    sandbox.stripe.refunds.create({ payment_intent: intent.id, amount: 2400 }),
  );
  await control.makeTrouble({ refuse_requests: { status: 429 }, mute_webhooks: {} });
  const [event] = await control.deliveries();
  ids = {
    payment: intent.id,
    event: event?.event ?? '',
    refusal: refused.requestId,
    request: intent.lastResponse.requestId,
  };
  const context = await browser.newContext({ bypassCSP: true });
  await loadAxeInto(context);
  page = await context.newPage();
});
afterAll(async () => {
  await Promise.all([browser.close(), sandbox.close()]);
  await shop.close();
});

describe('a page of the lab, at 320, 390 and 1280 px, light and dark, with text at 100 and 200 %,', () => {
  it.each([
    ['the payments', () => ''],
    ['the events', () => 'events'],
    ['the deliveries', () => 'deliveries'],
    ['the requests', () => 'requests'],
    ['the API', () => 'api'],
    ['the trouble', () => 'trouble'],
    ['a payment', () => `payments/${ids.payment}`],
    ['an event', () => `events/${ids.event}`],
    ['a delivery', () => 'deliveries/1'],
    ['a request', () => `requests/${ids.request}`],
    ['a refused request', () => `requests/${ids.refusal}`],
  ])('stays inside its boxes, and axe finds nothing wrong: %s', async (_name, path) => {
    await page.goto(`${sandbox.url}/_sandbox/${path()}`);
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();

    expect(await looks.at(page)).toEqual({});
  });
});
