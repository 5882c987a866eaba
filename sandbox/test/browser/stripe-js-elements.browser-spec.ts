import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { frameIn, StripeJs, typeCard } from '../support/stripe-js.js';

const CARD = '4242 4242 4242 4242';

let world: StripeJs;
let page: Page;
let card: FrameLocator;
let complaints: string[];

beforeAll(async () => {
  world = await StripeJs.start();
});

afterAll(() => world.stop());

beforeEach(async () => {
  ({ page, complaints } = await world.newPage());
  card = frameIn(page, 'payment');
});

afterEach(() => page.close());

const open = () => world.open(page);

/** The card form again, in elements of other options. */
async function reopen(options: string, elementOptions = '{}'): Promise<void> {
  await page.evaluate(`element.destroy();
    window.elements = stripe.elements(${options});
    window.element = elements.create('payment', ${elementOptions});
    element.on('loaderror', (event) => events.push({ type: 'loaderror', ...event }));
    element.mount('#payment');`);
}

const confirm = (options: string): Promise<unknown> =>
  page.evaluate(`stripe.confirmPayment({ redirect: 'if_required', ${options} })
    .catch((error) => ({ thrown: error.name + ': ' + error.message }))`);

const PAID = { paymentIntent: { status: 'succeeded' } };

describe('confirmPayment', () => {
  it('sends along where to ship to, who hears of it and whose card it is', async () => {
    await open();
    await typeCard(page, CARD);
    const address = { line1: '12 Analytical Way', country: 'US' };
    const confirmParams = {
      receipt_email: 'ada@shop.test',
      shipping: { name: 'Ada', address },
      payment_method_data: { billing_details: { name: 'Ada Lovelace', address } },
    };

    expect(
      await confirm(`elements, confirmParams: ${JSON.stringify(confirmParams)}`),
    ).toMatchObject(PAID);
    expect(await world.intent(['latest_charge'])).toMatchObject({
      receipt_email: 'ada@shop.test',
      shipping: { name: 'Ada', address },
      latest_charge: { billing_details: { name: 'Ada Lovelace', address } },
    });
  });

  it('pays with a payment method that exists, and leaves the form alone', async () => {
    await open();

    expect(
      await confirm(`elements, confirmParams: { payment_method: 'pm_card_mastercard' }`),
    ).toMatchObject(PAID);
    expect(await world.intent(['payment_method'])).toMatchObject({
      payment_method: { card: { brand: 'mastercard' } },
    });
    expect(await card.getByLabel('Card number').getAttribute('aria-invalid')).not.toBe('true');
  });

  it('needs no elements for that', async () => {
    await open();
    const { client_secret } = await world.intent();
    await page.evaluate('element.destroy()');

    expect(
      await confirm(
        `clientSecret: '${client_secret ?? ''}', confirmParams: { payment_method: 'pm_card_visa' }`,
      ),
    ).toMatchObject(PAID);
  });

  it('passes on that nothing says what to pay with', async () => {
    await open();
    const { client_secret } = await world.intent();

    expect(await confirm(`clientSecret: '${client_secret ?? ''}'`)).toMatchObject({
      error: { code: 'payment_intent_unexpected_state' },
    });
  });

  it('wants what the page keeps the Payment Element from asking', async () => {
    await open();
    const { client_secret } = await world.intent();
    const fields = `{ fields: { billingDetails: { email: 'never' } } }`;
    await reopen(`{ clientSecret: '${client_secret ?? ''}' }`, fields);
    await typeCard(page, CARD);

    expect(await confirm('elements')).toEqual({
      thrown: expect.stringContaining('did not pass confirmParams.payment_method_data.billing_det'),
    });
    const details = `{ payment_method_data: { billing_details: { email: 'ada@shop.test' } } }`;
    expect(await confirm(`elements, confirmParams: ${details}`)).toMatchObject(PAID);
  });
});

describe('elements without a PaymentIntent', () => {
  const EUROS = `{ mode: 'payment', amount: 2300, currency: 'eur' }`;

  it('are not confirmed in another currency until they are updated', async () => {
    await open();
    const { client_secret } = await world.intent();
    const options = `elements, clientSecret: '${client_secret ?? ''}'`;
    await reopen(EUROS);
    await typeCard(page, CARD);
    await page.evaluate('elements.submit()');

    expect(await confirm(options)).toMatchObject({
      error: {
        type: 'invalid_request_error',
        message: 'The provided currency (eur) does not match the expected currency (usd).',
      },
    });
    await page.evaluate(`elements.update({ currency: 'usd' })`);
    expect(await confirm(options)).toMatchObject(PAID);
  });

  it('have nothing to fetch', async () => {
    await open();
    await reopen(EUROS);

    expect(await page.evaluate('elements.fetchUpdates().catch(String)')).toContain(
      'IntegrationError: elements.fetchUpdates()',
    );
  });
});

describe('fetchUpdates', () => {
  it('finds a PaymentIntent that was changed, and charges what it says now', async () => {
    await open();
    await typeCard(page, CARD);
    await world.stripe.paymentIntents.update(world.intentId, { amount: 2500 });

    expect(await page.evaluate('elements.fetchUpdates()')).toEqual({});
    expect(await confirm('elements')).toMatchObject({ paymentIntent: { amount: 2500 } });
  });

  it('says that the PaymentIntent is over, and takes the form away', async () => {
    await open();
    await world.stripe.paymentIntents.cancel(world.intentId);

    expect(await page.evaluate('elements.fetchUpdates()')).toEqual({
      error: { message: expect.stringContaining('terminal state'), status: 'canceled' },
    });
    expect(await page.evaluate('events.at(-1)')).toMatchObject({ type: 'loaderror' });
    await eventually(async () => {
      expect(await card.getByRole('alert').first().innerText()).toContain('terminal state');
    });
  });
});

describe('a form that could not be loaded', () => {
  it('is refused for that, and not for fields that nobody sees', async () => {
    await open();
    await reopen(`{ clientSecret: 'pi_1_secret_2' }`);

    expect(await page.evaluate('elements.submit()')).toMatchObject({
      error: { type: 'invalid_request_error', code: 'resource_missing' },
    });
    expect(await page.evaluate('events.map(({ type }) => type)')).toContain('loaderror');
  });
});

describe('appearance', () => {
  it('dresses the fields by its rules, under the policy of the frame', async () => {
    await open();
    await page.evaluate(`elements.update({ appearance: { rules: {
      '.Input': { borderRadius: '11px', color: 'red; } body { display: none' },
      '.Input:focus': { boxShadow: 'rgb(1, 2, 3) 0px 0px 0px 4px' },
      '.Label': { textTransform: 'uppercase' },
    } } })`);
    const style = (of: string) =>
      page.frames()[1]?.evaluate(`getComputedStyle(document.querySelector('#number')).${of}`);
    expect(await style('borderRadius')).toBe('11px');
    expect(await style('color')).toBe('rgb(48, 49, 61)');
    await page.evaluate('element.focus()');

    await eventually(async () => {
      expect(await style('boxShadow')).toBe('rgb(1, 2, 3) 0px 0px 0px 4px');
    });
    expect(await card.locator('body').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('says in the console what it draws nothing for', async () => {
    await open();
    await page.evaluate(`elements.update({ appearance: { rules: { '.Tab': {} } } })`);

    expect(complaints).toEqual([expect.stringContaining('rules[".Tab"]')]);
  });
});

describe('focus', () => {
  it('comes and goes as the page says, which hears of it', async () => {
    await open();
    await page.evaluate('element.focus()');
    await card.locator('#number:focus').waitFor();
    await page.evaluate('element.blur()');

    await eventually(async () => {
      expect(await page.evaluate('events.map(({ type }) => type)')).toEqual([
        'loaderstart',
        'ready',
        'focus',
        'blur',
      ]);
    });
  });
});
