import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { pressOn } from '../support/press.js';
import { frameIn, outcomeIn, StripeJs, typeCard } from '../support/stripe-js.js';

let world: StripeJs;
let page: Page;
let card: FrameLocator;
let requests: URL[];
let complaints: string[];

beforeAll(async () => {
  world = await StripeJs.start();
});

afterAll(() => world.stop());

beforeEach(async () => {
  ({ page, requests, complaints } = await world.newPage());
  card = frameIn(page, 'payment');
});

afterEach(() => page.close());

const open = (query?: string) => world.open(page, query);
const type = (number: string) => typeCard(page, number);
const outcome = () => outcomeIn(page);

async function pay(number: string): Promise<unknown> {
  await type(number);
  await pressOn(page.getByRole('button', { name: 'Pay' }));
  return outcome();
}

const confirmations = (): URL[] => requests.filter(({ pathname }) => pathname.endsWith('/confirm'));

describe('confirmPayment', () => {
  it('pays with a test card and reaches nothing but the two local origins', async () => {
    await open();

    expect(await pay('4242 4242 4242 4242')).toMatchObject({
      paymentIntent: { object: 'payment_intent', status: 'succeeded', amount: 2300 },
    });
    expect(complaints).toEqual([]);
    expect([...new Set(requests.map(({ origin }) => origin))].sort()).toEqual(
      [world.sandboxUrl, world.shopUrl].sort(),
    );
  });

  it('pays the same PaymentIntent with another card after a decline', async () => {
    await open();
    await pay('4000 0000 0000 0002');
    await page.evaluate('window.outcome = undefined');

    expect(await pay('4242 4242 4242 4242')).toMatchObject({
      paymentIntent: { status: 'succeeded' },
    });
  });

  it('goes to the return page, which learns the outcome from Stripe', async () => {
    await open('redirect=always');
    await type('4242 4242 4242 4242');
    await pressOn(page.getByRole('button', { name: 'Pay' }));
    await page.waitForURL('**/done?**');

    expect(await outcome()).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    const { searchParams } = new URL(page.url());
    expect([...searchParams.keys()]).toEqual([
      'order',
      'payment_intent',
      'payment_intent_client_secret',
      'redirect_status',
    ]);
    expect(searchParams.get('redirect_status')).toBe('succeeded');
  });

  it('sends one request however often it is called at once', async () => {
    await open();
    await type('4242 4242 4242 4242');
    const results = await page.evaluate(`Promise.allSettled([1, 2].map(() =>
      stripe.confirmPayment({ elements, redirect: 'if_required' })))`);

    expect(results).toMatchObject([
      { status: 'fulfilled', value: { paymentIntent: { status: 'succeeded' } } },
      { status: 'rejected' },
    ]);
    expect(confirmations()).toHaveLength(1);
  });

  it('says that it could not connect when the sandbox is out of reach', async () => {
    await open();
    await page.route('**/confirm', (route) => route.abort());

    expect(await pay('4242 4242 4242 4242')).toMatchObject({
      error: { type: 'api_connection_error' },
    });
  });
});

describe('elements without a PaymentIntent', () => {
  const DEFERRED = `element.destroy();
    elements = stripe.elements({ mode: 'payment', amount: 2300, currency: 'usd' });
    element = elements.create('payment');
    element.mount('#payment');`;
  const CONFIRM = `(async () => {
    const clientSecret = await (await fetch('/intent')).text();
    return stripe.confirmPayment({ elements, clientSecret, redirect: 'if_required' });
  })()`;

  it('want to be submitted before they are confirmed', async () => {
    await open();
    await page.evaluate(DEFERRED);
    await type('4242 4242 4242 4242');

    expect(await page.evaluate(`${CONFIRM}.catch(String)`)).toContain('elements.submit()');
    expect(await page.evaluate('elements.submit()')).toEqual({ selectedPaymentMethod: 'card' });
    expect(await page.evaluate(CONFIRM)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });
});

describe('Payment Element', () => {
  it('lets the page read neither the frame nor a digit', async () => {
    await open();
    await type('4242 4242 4242 4242');

    expect(await page.evaluate('document.querySelector("iframe").contentDocument')).toBeNull();
    expect(
      await page.evaluate(
        `(() => { try { return frames[0].document.title } catch (error) { return error.name } })()`,
      ),
    ).toBe('SecurityError');
    expect(JSON.stringify(await page.evaluate('events'))).not.toContain('4242');
  });

  it('obeys the first page that spoke to it, and nobody after', async () => {
    await open();
    await page.evaluate(`(() => {
      const { port1, port2 } = new MessageChannel();
      window.overheard = [];
      port1.onmessage = ({ data }) => overheard.push(data);
      frames[0].postMessage({ kind: 'init', key: 'pk_test_thief', clientSecret: null }, '*', [port2]);
    })()`);
    await type('4242 4242 4242 4242');
    await page.evaluate('elements.submit()');

    expect(await page.evaluate('overheard')).toEqual([]);
  });

  it('changes its look while it stands', async () => {
    await open();
    await type('4242 4242 4242 4242');
    await page.evaluate(`elements.update({ appearance: { theme: 'night' } })`);

    expect(await card.locator('html').getAttribute('data-scheme')).toBe('dark');
    expect(await card.getByLabel('Card number').inputValue()).toBe('4242 4242 4242 4242');
  });

  it('tells the page what Stripe tells it', async () => {
    await open();
    await type('4242 4242 4242 4242');
    await card.getByLabel('Security code').press('Escape');

    await eventually(async () => {
      expect(await page.evaluate('events')).toEqual([
        { type: 'loaderstart', elementType: 'payment' },
        { type: 'ready', elementType: 'payment' },
        { type: 'focus', elementType: 'payment' },
        expect.objectContaining({ type: 'change', empty: false, complete: false }),
        {
          type: 'change',
          elementType: 'payment',
          empty: false,
          complete: true,
          collapsed: false,
          value: { type: 'card' },
        },
        { type: 'escape', elementType: 'payment' },
      ]);
    });
  });

  it('is paid with by the keyboard alone', async () => {
    await open();
    // A key that comes before the focus is in the other frame is lost.
    await page.keyboard.press('Tab');
    await card.locator('summary:focus').waitFor();
    await page.keyboard.press('Tab');
    await card.locator('input[name="number"]:focus').waitFor();
    await page.keyboard.type('4242424242424242');
    await page.keyboard.type('1234');
    await page.keyboard.type('123');
    await page.keyboard.press('Enter');

    expect(await outcome()).toMatchObject({ paymentIntent: { status: 'succeeded' } });
  });

  it('fills in the test card that is chosen', async () => {
    await open();
    await pressOn(card.getByText('Test cards'));
    await pressOn(card.getByRole('button', { name: 'Insufficient funds' }));
    await pressOn(page.getByRole('button', { name: 'Pay' }));

    expect(await outcome()).toMatchObject({ error: { decline_code: 'insufficient_funds' } });
  });

  it('closes its test cards by Escape, and the focus goes back to what opens them', async () => {
    await open();
    const cards = card.getByRole('button', { name: 'Insufficient funds' });
    await pressOn(card.getByText('Test cards'));
    await cards.focus();
    await cards.press('Escape');

    await cards.waitFor({ state: 'hidden' });
    expect(await card.locator('summary:focus').count()).toBe(1);
  });

  it('tells the page when there is nothing left to pay', async () => {
    await open();
    await pay('4242 4242 4242 4242');
    await page.evaluate(`element.unmount(); events.length = 0; element.mount('#payment')`);

    await eventually(async () => {
      expect(await page.evaluate('events.at(-1)')).toMatchObject({
        type: 'loaderror',
        error: { code: 'payment_intent_unexpected_state' },
      });
    });
  });
});
