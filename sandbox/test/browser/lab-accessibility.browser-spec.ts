import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import {
  eventually,
  SandboxControl,
  startWebhookListener,
  type WebhookListener,
} from 'stripe-sandbox/testing';
import { violationsOn } from '../support/axe.js';
import { launchChromium } from '../support/chromium.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { refusalOf } from '../support/sdk.js';

let browser: Browser;
let shop: WebhookListener;
let sandbox: RunningSandbox;

/** The addresses of one page of each kind. */
let paths: string[];

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
  const lists = ['', 'events', 'deliveries', 'requests', 'api', 'trouble'];
  const requests = [refused.requestId, intent.lastResponse.requestId].map((id) => `requests/${id}`);
  const objects = [`payments/${intent.id}`, `events/${event?.event ?? ''}`, 'deliveries/1'];
  paths = [...lists, ...objects, ...requests];
});
afterAll(async () => {
  await Promise.all([browser.close(), sandbox.close()]);
  await shop.close();
});

describe.each([
  { width: 1280, colorScheme: 'light' as const },
  { width: 1280, colorScheme: 'dark' as const },
  { width: 390, colorScheme: 'light' as const },
  { width: 390, colorScheme: 'dark' as const },
])('every page of the lab, $width px wide and $colorScheme', ({ width, colorScheme }) => {
  it('is free of what axe can find wrong, and no wider than the window', async () => {
    const viewport = { width, height: 900 };
    const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    const found: Record<string, string[]> = {};

    for (const path of paths) {
      await page.goto(`${sandbox.url}/_sandbox/${path}`);
      await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
      const tooWide = await page.evaluate<boolean>(
        'document.documentElement.scrollWidth > innerWidth',
      );
      found[path] = [...(await violationsOn(page)), ...(tooWide ? ['too wide'] : [])];
    }
    await context.close();

    expect(found).toEqual(Object.fromEntries(paths.map((path) => [path, []])));
    // A look at each of a dozen pages, whose text axe measures.
  }, 180_000);
});
