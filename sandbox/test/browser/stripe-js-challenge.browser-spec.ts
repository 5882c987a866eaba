import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { challengeIn } from '../support/challenge.js';
import { pointAt, pressOn } from '../support/press.js';
import { faultsIn, outcomeIn, painted, StripeJs, typeCard } from '../support/stripe-js.js';

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

let world: StripeJs;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  world = await StripeJs.start();
});

afterAll(() => world.stop());

beforeEach(async () => {
  ({ page, complaints } = await world.newPage());
});

afterEach(() => page.close());

const current = () => world.intent();
const outcome = () => outcomeIn(page);

async function pay(number: string, query?: string): Promise<void> {
  await world.open(page, query);
  await typeCard(page, number);
  await pressOn(page.getByRole('button', { name: 'Pay' }));
}

/** As a server does it, for the shopper's browser to be sent to. */
async function challengeUrl(return_url: string): Promise<string> {
  await world.newClientSecret();
  const payment_method = 'pm_card_authenticationRequired';
  const intent = await world.stripe.paymentIntents.confirm(world.intentId, {
    payment_method,
    return_url,
  });
  return intent.next_action?.redirect_to_url?.url ?? '';
}

describe('a challenge over the shop’s page', () => {
  it('says what is to be paid, and pays when it is completed', async () => {
    await pay(EVERY_TIME);
    const challenge = challengeIn(page);
    await challenge.complete.waitFor();
    expect(await challenge.text.innerText()).toContain('$23.00');

    await pressOn(challenge.complete);

    expect(await outcome()).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    expect((await current()).status).toBe('succeeded');
    expect(await challenge.heading.count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('charges nothing when it is failed', async () => {
    await pay(EVERY_TIME);
    await pressOn(challengeIn(page).fail);

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
    await pressOn(challengeIn(page).complete);

    expect(await outcome()).toMatchObject({
      error: { type: 'card_error', code: 'card_declined', decline_code },
    });
  });

  it('is canceled by its close button, and another try asks again', async () => {
    await pay(EVERY_TIME);
    const challenge = challengeIn(page);
    await challenge.complete.waitFor();
    await pressOn(challenge.close);
    expect(await outcome()).toMatchObject(NOT_AUTHENTICATED);
    await page.evaluate('window.outcome = undefined');

    await pressOn(page.getByRole('button', { name: 'Pay' }));
    await pressOn(challenge.complete);

    expect(await outcome()).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  it('is closed by a press while it grows', async () => {
    await pay(EVERY_TIME);
    const challenge = challengeIn(page);
    await challenge.complete.waitFor();
    await pointAt(challenge.close);

    await page.mouse.down();
    await challenge.text.evaluate(
      (text: { style: { paddingBottom: string } }) => (text.style.paddingBottom = '150px'),
    );
    await painted(challenge.text);
    await painted(page.locator('body'));
    await page.mouse.up();

    expect(await outcome()).toMatchObject(NOT_AUTHENTICATED);
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
    await pressOn(challengeIn(page).close);

    expect(await outcome()).toMatchObject(NOT_AUTHENTICATED);
  });

  it('comes back on the return page when the shop wants a redirect', async () => {
    await pay(EVERY_TIME, 'redirect=always');
    await pressOn(challengeIn(page).complete);
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
    await pressOn(challengeIn(page).complete);

    expect(await outcome()).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });
});

describe('a challenge that the browser is sent to', () => {
  it.each([
    ['complete', 'succeeded', 'succeeded'],
    ['fail', 'requires_payment_method', 'failed'],
  ] as const)('goes back after %s with what Stripe adds', async (button, status, word) => {
    await page.goto(await challengeUrl(`${world.shopUrl}/done?order=7`));
    await pressOn(challengeIn(page, 'whole page')[button]);
    await page.waitForURL('**/done?**');

    const { client_secret, ...intent } = await current();
    expect(intent.status).toBe(status);
    expect([...new URL(page.url()).searchParams]).toEqual([
      ['order', '7'],
      ['payment_intent', world.intentId],
      ['payment_intent_client_secret', client_secret],
      ['redirect_status', word],
    ]);
  });

  it('asks nothing once the payment is over', async () => {
    const url = await challengeUrl(`${world.shopUrl}/done`);
    await world.stripe.paymentIntents.cancel(world.intentId);
    await page.goto(url);

    await page.getByText('the payment is over').waitFor();
    expect(await challengeIn(page, 'whole page').complete.count()).toBe(0);
  });

  it('runs no script of a return address', async () => {
    await page.goto(await challengeUrl('javascript:document.title="run"'));
    await pressOn(challengeIn(page, 'whole page').complete);

    await page.getByText('You can close this page').waitFor();
    expect(await page.title()).toBe('3D Secure 2 Test Page');
  });

  it.each(['light', 'dark'] as const)(
    'has no accessibility fault when it is %s',
    async (scheme) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(await challengeUrl(world.shopUrl));
      await challengeIn(page, 'whole page').complete.waitFor();

      expect(await faultsIn(page)).toEqual([]);
    },
  );
});
