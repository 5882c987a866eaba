import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import { pressOn } from '../support/press.js';
import { frameIn, outcomeIn, StripeJs, typeCard } from '../support/stripe-js.js';

let world: StripeJs;
let page: Page;
let card: FrameLocator;
let requests: URL[];

// One page for all: what is refused changes nothing on it.
beforeAll(async () => {
  world = await StripeJs.start();
  ({ page, requests } = await world.newPage());
  card = frameIn(page, 'payment');
  await world.open(page);
});

afterAll(() => world.stop());

async function expectRefusal(thrown: unknown, reason: string) {
  expect(thrown).toContain('IntegrationError: ');
  expect(thrown).toContain(reason);
  expect(await card.getByLabel('Card number').isVisible()).toBe(true);
}

async function pay(number: string): Promise<unknown> {
  await page.evaluate('window.outcome = undefined');
  await typeCard(page, number);
  await pressOn(page.getByRole('button', { name: 'Pay' }));
  return outcomeIn(page);
}

const confirmations = (): URL[] => requests.filter(({ pathname }) => pathname.endsWith('/confirm'));

describe('an IntegrationError', () => {
  it.each([
    ['Stripe("sk_test_1234")', 'should not use your secret key'],
    ['Stripe("pk_live_123")', 'refuses live keys'],
    ['Stripe("pk_test_12345678", { stripeAccount: "acct_1" })', 'does not imitate Connect'],
    ['stripe.elements({ clientSecret: "pi_1" })', 'client secret of the form'],
    ['stripe.elements({ clientSecret: "pi_1_secret_2", paymentMethodTypes: [] })', 'was removed'],
    ['elements.create("payment")', 'only create one'],
    ['elements.create("card")', "does not imitate the 'card' Element"],
    ['elements.create("expressCheckout")', "does not imitate the 'expressCheckout' Element"],
    ['element.mount("#payment")', 'already mounted'],
    ['stripe.createToken()', 'does not imitate stripe.createToken'],
  ])('is thrown by %s', async (call, reason) => {
    const thrown = await page.evaluate(
      `(() => { try { ${call}; } catch (error) { return String(error); } })()`,
    );
    await expectRefusal(thrown, reason);
  });

  it.each([
    ['stripe.confirmPayment({ elements })', 'return_url'],
    [
      'stripe.confirmPayment({ elements, clientSecret: "pi_1", redirect: "if_required" })',
      '_secret_',
    ],
    ['stripe.confirmPayment({ elements: {}, redirect: "if_required" })', 'stripe.elements()'],
    ['elements.update({ amount: 1 })', 'elements.fetchUpdates()'],
    ['stripe.handleNextAction({ clientSecret: "pi_1" })', 'client secret of the form'],
  ])('is what %s rejects with', async (call, reason) => {
    await expectRefusal(await page.evaluate(`${call}.catch(String)`), reason);
  });
});

describe('confirmPayment', () => {
  it.each([
    ['4000 0000 0000 0002', 'card_declined', 'generic_decline', 'Your card was declined.'],
    [
      '4000 0000 0000 9995',
      'card_declined',
      'insufficient_funds',
      'Your card has insufficient funds.',
    ],
    ['4000 0000 0000 0069', 'expired_card', 'expired_card', 'Your card has expired.'],
    [
      '4000 0000 0000 0127',
      'incorrect_cvc',
      'incorrect_cvc',
      "Your card's security code is incorrect.",
    ],
    ['4100 0000 0000 0019', 'card_declined', 'fraudulent', 'Your card was declined.'],
  ])('passes the decline of %s on as %s / %s', async (number, code, decline_code, message) => {
    expect(await pay(number)).toMatchObject({
      error: {
        type: 'card_error',
        code,
        decline_code,
        message,
        payment_intent: { status: 'requires_payment_method' },
      },
    });
  });

  it.each([
    ['4242 4242 4242 4241', 'Your card number is invalid.'],
    ['4539 1488 0343 6467', 'Your card number is not a test card. This is a sandbox'],
  ])('refuses %s beside the field and sends nothing', async (number, message) => {
    requests.length = 0;

    expect(await pay(number)).toMatchObject({
      error: {
        type: 'validation_error',
        code: 'invalid_number',
        message: expect.stringContaining(message),
      },
    });
    expect(await card.getByRole('alert').first().textContent()).toContain(message);
    expect(await card.getByLabel('Card number').getAttribute('aria-invalid')).toBe('true');
    expect(confirmations()).toEqual([]);
  });
});

describe('retrievePaymentIntent', () => {
  it('passes on that a secret opens nothing', async () => {
    expect(await page.evaluate(`stripe.retrievePaymentIntent('pi_1_secret_2')`)).toMatchObject({
      error: { type: 'invalid_request_error', code: 'resource_missing' },
    });
  });
});

describe('an IntegrationError', () => {
  beforeAll(async () => {
    await page.evaluate(`elements.create('address', { mode: 'shipping' }).mount('#address')`);
    await frameIn(page, 'address').getByLabel('Country or region').waitFor();
  });

  it.each([
    ['{ mode: "shipping" }', 'Can only create one Element of type address'],
    ['{}', "`mode` should be 'shipping' or 'billing'"],
    ['{ mode: "billing", contacts: [{ name: "Ada" }] }', 'does not imitate'],
    ['{ mode: "billing", autocomplete: { mode: "google_maps_api" } }', 'does not imitate'],
  ])('is thrown for an Address Element with %s beside another', async (options, reason) => {
    const thrown = await page.evaluate(`(() => {
      try { elements.create('address', ${options}); } catch (error) { return String(error); }
    })()`);
    await expectRefusal(thrown, reason);
  });
});
