import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import Stripe from 'stripe';
import { challengeIn } from '../support/challenge.js';
import { launchChromium } from '../support/chromium.js';
import { freshFolder } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { root, startProgram, type Program } from '../support/program.js';
import { startStripePage, type StripePage } from '../support/stripe-page.js';

const FAULTS = `axe
  .run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
  .then(({ violations }) => violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`;

const NOT_AUTHENTICATED = {
  error: {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    payment_intent: { status: 'requires_payment_method' },
  },
};

const EVERY_TIME = '4000 0027 6000 3184';

let sandbox: Program;
let sandboxUrl: string;
let stripe: Stripe;
let intentId: string;
let shop: StripePage;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  const port = await freePort();
  sandboxUrl = `http://127.0.0.1:${port}`;
  const env = {
    SANDBOX_PORT: String(port),
    SANDBOX_DATA: path.join(await freshFolder(), 'sandbox.db'),
  };
  sandbox = await startProgram('dist/sandbox/main.js', env, sandboxUrl);
  const local = { host: '127.0.0.1', port, protocol: 'http' as const, telemetry: false };
  stripe = new Stripe('sk_test_foliosandbox', local);
  shop = await startStripePage({ sandboxUrl, newClientSecret });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  shop.close();
  await sandbox.stop();
});

beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
});

afterEach(async () => {
  await page.context().close();
});

async function newClientSecret(): Promise<string> {
  const intent = await stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
  intentId = intent.id;
  return intent.client_secret ?? '';
}

const current = () => stripe.paymentIntents.retrieve(intentId);

async function pay(number: string, query = 'stay'): Promise<void> {
  await page.goto(`${shop.url}/?${query}`);
  const card = page.frameLocator('iframe[title="Secure payment input frame"]');
  await card.getByLabel('Card number').fill(number);
  await card.getByLabel('Expiration date').fill('12 / 34');
  await card.getByLabel('Security code').fill('123');
  await page.getByRole('button', { name: 'Pay' }).click();
}

function outcome(): Promise<unknown> {
  return eventually(async () => {
    const found = await page.evaluate('window.outcome');
    expect(found).toBeDefined();
    return found;
  });
}

/** As a server does it, for the shopper's browser to be sent to. */
async function challengeUrl(return_url: string): Promise<string> {
  await newClientSecret();
  const payment_method = 'pm_card_authenticationRequired';
  const intent = await stripe.paymentIntents.confirm(intentId, { payment_method, return_url });
  return intent.next_action?.redirect_to_url?.url ?? '';
}

describe('a challenge over the shop’s page', () => {
  it('says what is to be paid, and pays when it is completed', async () => {
    await pay(EVERY_TIME);
    const challenge = challengeIn(page);
    await challenge.complete.waitFor();
    expect(await challenge.text.innerText()).toContain('$23.00');

    await challenge.complete.click();

    expect(await outcome()).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    expect((await current()).status).toBe('succeeded');
    expect(await challenge.heading.count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('charges nothing when it is failed', async () => {
    await pay(EVERY_TIME);
    await challengeIn(page).fail.click();

    expect(await outcome()).toMatchObject(NOT_AUTHENTICATED);
    expect(await current()).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: null,
    });
  });

  it.each([
    ['4000 0084 0000 1629', 'generic_decline'],
    ['4000 0082 6000 3178', 'insufficient_funds'],
  ])('does not help %s, which is declined as %s', async (number, decline_code) => {
    await pay(number);
    await challengeIn(page).complete.click();

    expect(await outcome()).toMatchObject({
      error: { type: 'card_error', code: 'card_declined', decline_code },
    });
  });

  it('is canceled by its close button, and another try asks again', async () => {
    await pay(EVERY_TIME);
    const challenge = challengeIn(page);
    await challenge.complete.waitFor();
    await challenge.close.click();
    expect(await outcome()).toMatchObject(NOT_AUTHENTICATED);
    await page.evaluate('window.outcome = undefined');

    await page.getByRole('button', { name: 'Pay' }).click();
    await challenge.complete.click();

    expect(await outcome()).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  it.each([
    ['in the bank’s page', 'Complete'],
    ['on the close button', 'Cancel authentication'],
  ])('is canceled by Escape %s, and the focus goes back', async (_place, name) => {
    await pay(EVERY_TIME);
    const challenge = challengeIn(page);
    await challenge.complete.waitFor();
    await (name === 'Complete' ? challenge.complete : challenge.close).press('Escape');

    expect(await outcome()).toMatchObject(NOT_AUTHENTICATED);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Pay');
  });

  it('is answered by the keyboard alone', async () => {
    await pay(EVERY_TIME);
    await challengeIn(page).focused.filter({ hasText: 'Complete' }).waitFor();
    await page.keyboard.press('Tab');
    await challengeIn(page).focused.filter({ hasText: 'Fail' }).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');

    expect(await outcome()).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  it('can be closed when the bank’s page never came', async () => {
    await page.route('**/challenge.html', (route) => route.abort());
    await pay(EVERY_TIME);
    await challengeIn(page).close.click();

    expect(await outcome()).toMatchObject(NOT_AUTHENTICATED);
  });

  it('comes back on the return page when the shop wants a redirect', async () => {
    await pay(EVERY_TIME, 'redirect=always');
    await challengeIn(page).complete.click();
    await page.waitForURL('**/done?**');

    expect(new URL(page.url()).searchParams.get('redirect_status')).toBe('succeeded');
  });

  it('can be opened again on a page that was loaded anew', async () => {
    await pay(EVERY_TIME);
    await challengeIn(page).complete.waitFor();
    const { client_secret } = await current();
    await page.reload();
    await page.frameLocator('iframe').getByLabel('Card number').waitFor();
    await page.evaluate(
      `void stripe.handleNextAction({ clientSecret: '${client_secret ?? ''}' })
        .then((result) => { window.outcome = result; })`,
    );
    await challengeIn(page).complete.click();

    expect(await outcome()).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });
});

describe('a challenge that the browser is sent to', () => {
  it.each([
    ['complete', 'succeeded', 'succeeded'],
    ['fail', 'requires_payment_method', 'failed'],
  ] as const)('goes back after %s with what Stripe adds', async (button, status, word) => {
    await page.goto(await challengeUrl(`${shop.url}/done?order=7`));
    await challengeIn(page, 'whole page')[button].click();
    await page.waitForURL('**/done?**');

    const { client_secret, ...intent } = await current();
    expect(intent.status).toBe(status);
    expect([...new URL(page.url()).searchParams]).toEqual([
      ['order', '7'],
      ['payment_intent', intentId],
      ['payment_intent_client_secret', client_secret],
      ['redirect_status', word],
    ]);
  });

  it('asks nothing once the payment is over', async () => {
    const url = await challengeUrl(`${shop.url}/done`);
    await stripe.paymentIntents.cancel(intentId);
    await page.goto(url);

    await page.getByText('the payment is over').waitFor();
    expect(await challengeIn(page, 'whole page').complete.count()).toBe(0);
  });

  it('runs no script of a return address', async () => {
    await page.goto(await challengeUrl('javascript:document.title="run"'));
    await challengeIn(page, 'whole page').complete.click();

    await page.getByText('You can close this page').waitFor();
    expect(await page.title()).toBe('3D Secure 2 Test Page');
  });

  it.each(['light', 'dark'] as const)(
    'has no accessibility fault when it is %s',
    async (scheme) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(await challengeUrl(shop.url));
      await challengeIn(page, 'whole page').complete.waitFor();
      await page.evaluate(
        await readFile(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'),
      );

      expect(await page.evaluate(FAULTS)).toEqual([]);
    },
  );
});
