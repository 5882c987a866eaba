import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FrameLocator, Page } from 'playwright-core';
import type Stripe from 'stripe';
import { eventually } from 'stripe-sandbox/testing';
import { pressOn } from '../support/press.js';
import { faultsIn, frameIn, outcomeIn, StripeJs, typeCard } from '../support/stripe-js.js';

const ADDRESS = {
  line1: '12 Analytical Way',
  line2: null,
  city: 'Portland',
  state: 'OR',
  postal_code: '97201',
  country: 'US',
};

let world: StripeJs;
let page: Page;
let address: FrameLocator;
let requests: URL[];
let complaints: string[];

beforeAll(async () => {
  world = await StripeJs.start();
});

afterAll(() => world.stop());

beforeEach(async () => {
  ({ page, requests, complaints } = await world.newPage({ locale: 'en-US' }));
  address = frameIn(page, 'address');
});

afterEach(() => page.close());

async function withAddress(options: object, query?: string): Promise<void> {
  await world.open(page, query);
  await page.evaluate(`void (window.address = elements.create('address', ${JSON.stringify(options)}));
    address.on('ready', (event) => events.push({ type: 'ready', ...event }));
    address.on('change', (event) => events.push({ type: 'change', ...event }));
    address.mount('#address');`);
  await address.getByLabel('Country or region').waitFor();
}

async function withEmail(options: object = {}): Promise<void> {
  await page.evaluate(`void (window.email = elements.create('linkAuthentication', ${JSON.stringify(options)}));
    email.on('change', (event) => events.push({ type: 'change', ...event }));
    email.mount('#email');`);
  await frameIn(page, 'email').getByLabel('Email').waitFor();
}

async function typeAddress(): Promise<void> {
  await address.getByLabel('Full name').fill('Ada Lovelace');
  await address.getByLabel('Address line 1').fill(ADDRESS.line1);
  await address.getByLabel('City').fill(ADDRESS.city);
  await address.getByLabel('State').selectOption('Oregon');
  await address.getByLabel('ZIP').fill(ADDRESS.postal_code);
}

const press = () => pressOn(page.getByRole('button', { name: 'Pay' }));

const FOCUSED = `(() => {
  const { activeElement: found } = document;
  const isField = document.hasFocus() && !['IFRAME', 'BODY'].includes(found.tagName);
  return isField ? found.name || found.id || found.tagName : '';
})()`;

/** The field that has the focus, in whatever frame. */
async function focused(): Promise<string> {
  const names = await Promise.all(page.frames().map((frame) => frame.evaluate<string>(FOCUSED)));
  return names.map((name, frame) => name && `${frame} ${name}`).join('');
}

const confirmations = () => requests.filter(({ pathname }) => pathname.endsWith('/confirm'));
const focusedIn = (frame: FrameLocator) => frame.locator(':focus').getAttribute('name');

async function charge(): Promise<Stripe.Charge> {
  const { latest_charge: found } = await world.intent(['latest_charge']);
  if (typeof found !== 'object' || found === null) throw new Error('There is no charge.');
  return found;
}

describe('the Address Element', () => {
  it('sends its address along as where to ship to', async () => {
    await withAddress({ mode: 'shipping', fields: { phone: 'always' } });
    await typeAddress();
    await address.getByLabel('Phone number').fill('+1 503 555 0100');
    await typeCard(page, '4242 4242 4242 4242');
    await press();

    expect(await outcomeIn(page)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    expect((await world.intent()).shipping).toMatchObject({
      name: 'Ada Lovelace',
      phone: '+1 503 555 0100',
      address: ADDRESS,
    });
    expect((await charge()).billing_details.name).toBeNull();
    expect(complaints).toEqual([]);
    expect(new Set(requests.map(({ origin }) => origin))).toEqual(
      new Set([world.sandboxUrl, world.shopUrl]),
    );
  });

  it('is told by the API that a server has said where to ship to', async () => {
    await withAddress({ mode: 'shipping' });
    const shipping = { name: 'Ada Lovelace', address: { ...ADDRESS, line2: '' } };
    await world.stripe.paymentIntents.update(world.intentId, { shipping });
    await typeAddress();
    await typeCard(page, '4242 4242 4242 4242');
    await press();

    expect(await outcomeIn(page)).toMatchObject({
      error: {
        type: 'invalid_request_error',
        code: 'payment_intent_invalid_parameter',
        message:
          'The shipping information on this PaymentIntent was last set with a secret key and therefore cannot be changed with a publishable key. Please use your secret key instead.',
      },
    });
    expect((await world.intent()).status).toBe('requires_payment_method');
  });

  it('sends its address along as the card’s, beside the e-mail address', async () => {
    await withAddress({ mode: 'billing' });
    await withEmail({ defaultValues: { email: 'ada@shop.test' } });
    await typeAddress();
    await typeCard(page, '4242 4242 4242 4242');
    await press();

    expect(await outcomeIn(page)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    expect((await charge()).billing_details).toMatchObject({
      name: 'Ada Lovelace',
      email: 'ada@shop.test',
      address: ADDRESS,
    });
    expect((await world.intent()).shipping).toBeNull();
  });

  it('says beside each field what is missing, leads to the first and sends nothing', async () => {
    await withAddress({ mode: 'shipping' });
    await address.getByLabel('Full name').fill('Ada Lovelace');
    await press();

    expect(await outcomeIn(page)).toMatchObject({
      error: { type: 'validation_error', code: 'incomplete_line1' },
    });
    const line = address.getByLabel('Address line 1');
    await eventually(async () => expect(await focusedIn(address)).toBe('line1'));
    expect(await line.getAttribute('aria-invalid')).toBe('true');
    const described = `#${(await line.getAttribute('aria-describedby')) ?? ''}`;
    expect(await address.locator(described).textContent()).toBe('This field is incomplete.');
    const card = frameIn(page, 'payment');
    expect(await card.getByText('Your card number is incomplete.').isVisible()).toBe(true);
    expect(confirmations()).toEqual([]);
  });

  it('leads to the card when the address is whole', async () => {
    await withAddress({ mode: 'shipping' });
    await typeAddress();
    await press();
    await outcomeIn(page);

    await eventually(async () => {
      expect(await focusedIn(frameIn(page, 'payment'))).toBe('number');
    });
  });

  it('tells the page its value, and whether that is whole', async () => {
    await withAddress({ mode: 'shipping' });
    expect(await page.evaluate('address.getValue()')).toMatchObject({
      complete: false,
      value: { name: '', address: { country: 'US' } },
    });
    await typeAddress();

    const value = { name: 'Ada Lovelace', address: ADDRESS };
    expect(await page.evaluate('address.getValue()')).toEqual({
      complete: true,
      isNewAddress: true,
      value,
    });
    expect(await page.evaluate('events.at(-1)')).toEqual({
      type: 'change',
      elementType: 'address',
      elementMode: 'shipping',
      empty: false,
      complete: true,
      isNewAddress: true,
      value,
    });
  });

  it('starts with what the page knows, and says so', async () => {
    const defaultValues = { firstName: 'Ada', lastName: 'Lovelace', address: ADDRESS };
    await withAddress({ mode: 'shipping', display: { name: 'split' }, defaultValues });

    await eventually(async () => {
      expect(await page.evaluate('events.at(-1)')).toMatchObject({
        type: 'change',
        complete: true,
        value: { name: 'Ada Lovelace', firstName: 'Ada', lastName: 'Lovelace', address: ADDRESS },
      });
    });
    await page.evaluate('address.clear()');
    expect(await page.evaluate('address.getValue()')).toMatchObject({
      complete: false,
      value: { name: '', address: { line1: '', state: '', country: 'US' } },
    });
  });

  it('asks in each country what an address has there', async () => {
    await withAddress({ mode: 'shipping', allowedCountries: ['US', 'GB', 'FR'] });
    await typeAddress();
    expect(await address.getByLabel('Country or region').locator('option').allInnerTexts()).toEqual(
      ['France', 'United Kingdom', 'United States'],
    );
    await address.getByLabel('Country or region').selectOption('United Kingdom');

    expect(await address.getByLabel('State').isHidden()).toBe(true);
    await address.getByLabel('Postcode').fill('SW1A 1AA');
    expect(await page.evaluate('address.getValue()')).toMatchObject({
      complete: true,
      value: { address: { state: '', postal_code: 'SW1A 1AA', country: 'GB' } },
    });
  });

  it('asks for more when the page wants more, and keeps what was typed', async () => {
    await withAddress({ mode: 'shipping' });
    await typeAddress();
    await page.evaluate(`void address.update({ fields: { phone: 'always' } })`);
    await address.getByLabel('Phone number').fill('12');
    await press();

    expect(await outcomeIn(page)).toMatchObject({ error: { code: 'invalid_phone' } });
    expect(await address.getByLabel('City').inputValue()).toBe('Portland');
  });

  it('moves no button away from under the finger that presses it, whatever it has to complain of', async () => {
    await withAddress({ mode: 'shipping', fields: { phone: 'always' } });
    await typeAddress();
    await address.getByLabel('Phone number').fill('12');
    const pay = page.getByRole('button', { name: 'Pay' });
    await pay.scrollIntoViewIfNeeded();
    const button = await pay.boundingBox();
    const isMoved = async () => (await pay.boundingBox())?.y !== button?.y;
    await page.mouse.move((button?.x ?? 0) + 10, (button?.y ?? 0) + 10);

    await page.mouse.down();
    await address.getByText('Your phone number is invalid.').waitFor();
    // What the frame had to say after it was painted is heard before the answer to this.
    await address
      .locator('body')
      .evaluate('new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))');
    await page.evaluate('address.getValue()');
    expect(await isMoved()).toBe(false);
    await page.mouse.up();

    expect(await outcomeIn(page)).toMatchObject({ error: { code: 'invalid_phone' } });
    await eventually(async () => expect(await isMoved()).toBe(true));
  });

  it('comes once for each mode', async () => {
    await withAddress({ mode: 'shipping' });

    expect(
      await page.evaluate(`(() => {
        const billing = elements.create('address', { mode: 'billing' });
        return [
          elements.getElement('address', { mode: 'billing' }) === billing,
          elements.getElement('address') === address,
          elements.getElement('linkAuthentication'),
        ];
      })()`),
    ).toEqual([true, true, null]);
  });
});

describe('the Link Authentication Element', () => {
  it('tells the page the e-mail address', async () => {
    await world.open(page);
    await withEmail();
    await frameIn(page, 'email').getByLabel('Email').fill('ada@shop.test');

    await eventually(async () => {
      expect(await page.evaluate('events.at(-1)')).toEqual({
        type: 'change',
        elementType: 'linkAuthentication',
        empty: false,
        complete: true,
        value: { email: 'ada@shop.test' },
      });
    });
  });

  it('wants one before anything is submitted', async () => {
    await world.open(page);
    await withEmail();
    await typeCard(page, '4242 4242 4242 4242');

    expect(await page.evaluate('elements.submit()')).toMatchObject({
      error: { type: 'validation_error', code: 'incomplete_email' },
    });
  });
});

describe('a whole form', () => {
  it('is filled in and paid by the keyboard alone', async () => {
    await withAddress({ mode: 'shipping' });
    await withEmail();
    const next = async (text: string) => {
      const before = await focused();
      await page.keyboard.press('Tab');
      // A key that comes before the focus is in the other frame is lost.
      await eventually(async () => expect(['', before]).not.toContain(await focused()));
      await page.keyboard.type(text);
    };
    await next('ada@shop.test');
    await next('Ada Lovelace');
    await next('United States');
    await next(ADDRESS.line1);
    await next('');
    await next(ADDRESS.city);
    await next('Oregon');
    await next(ADDRESS.postal_code);
    // Past the test cards. From the number on, a field that is full leads to the next.
    await next('');
    await next('4242424242424242');
    await page.keyboard.type('1234');
    await page.keyboard.type('123');
    await page.keyboard.press('Enter');

    expect(await outcomeIn(page)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    expect((await world.intent()).shipping?.address).toEqual(ADDRESS);
    expect((await charge()).billing_details.email).toBe('ada@shop.test');
  });

  it('lets the page read no frame of it', async () => {
    await withAddress({ mode: 'shipping' });
    await withEmail();

    expect(
      await page.evaluate(`[0, 1, 2].map((index) => {
        try { return frames[index].document.title } catch (error) { return error.name }
      })`),
    ).toEqual(['SecurityError', 'SecurityError', 'SecurityError']);
  });

  it.each([
    ['stripe', '#ffffff'],
    ['flat', '#ffffff'],
    ['night', '#1a1b21'],
  ])('has no accessibility fault in the theme %s on a page of %s', async (theme, background) => {
    await withAddress({ mode: 'shipping', fields: { phone: 'always' } }, `theme=${theme}`);
    await withEmail();
    const card = frameIn(page, 'payment');
    await pressOn(card.getByText('Test cards'));
    await press();
    await address.getByText('This field is incomplete.').first().waitFor();
    await card.getByText('Your card number is incomplete.').waitFor();

    const frames = page.frames().filter((frame) => frame !== page.mainFrame());
    expect(frames).toHaveLength(3);
    for (const frame of frames) expect(await faultsIn(frame, background)).toEqual([]);
  });
});
