import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { type Matching, pointAt } from '../support/press.js';
import { frameIn, heardFrom, outcomeIn, StripeJs, typeCard } from '../support/stripe-js.js';

const PAID = { paymentIntent: { status: 'succeeded' } };

let world: StripeJs;
let page: Page;
let card: FrameLocator;
let address: FrameLocator;
let email: FrameLocator;

beforeAll(async () => {
  world = await StripeJs.start();
});

afterAll(() => world.stop());

beforeEach(async () => {
  // High enough for the whole form: a person sees what they press.
  ({ page } = await world.newPage({ locale: 'en-US', viewport: { width: 1280, height: 1300 } }));
  card = frameIn(page, 'payment');
  address = frameIn(page, 'address');
  email = frameIn(page, 'email');
  await world.open(page);
  await mount('address', 'address', { mode: 'shipping', fields: { phone: 'always' } });
  await mount('email', 'linkAuthentication');
});

afterEach(() => page.close());

const mount = (place: string, type: string, options: object = {}) =>
  page.evaluate(`new Promise((resolve) => {
    const made = elements.create('${type}', ${JSON.stringify(options)});
    made.on('ready', () => resolve());
    made.mount('#${place}');
  })`);

async function fillIn(): Promise<void> {
  await email.getByLabel('Email').fill('ada@shop.test');
  await address.getByLabel('Full name').fill('Ada Lovelace');
  await address.getByLabel('Address line 1').fill('12 Analytical Way');
  await address.getByLabel('City').fill('Portland');
  await address.getByLabel('State').selectOption('Oregon');
  await address.getByLabel('ZIP').fill('97201');
  await address.getByLabel('Phone number').fill('+1 503 555 0100');
  await typeCard(page, '4242 4242 4242 4242');
}

const pay = () => page.getByRole('button', { name: 'Pay' });
const isFocused = (field: Locator) =>
  field.evaluate((element: Matching) => element.matches(':focus'));
const heightOfCard = () => page.evaluate(`document.querySelector('#payment iframe').offsetHeight`);
const heard = (frame: FrameLocator) => heardFrom(page, frame);

/** Where the pointer is, whatever is there by now. */
async function pressHere(): Promise<void> {
  await page.mouse.down();
  await page.mouse.up();
}

const MISTAKES = [
  {
    what: 'e-mail address',
    frame: () => email,
    label: 'Email',
    wrong: 'ada@shop',
    rest: '.test',
    words: 'Your email address is invalid.',
  },
  {
    what: 'address',
    frame: () => address,
    label: 'Phone number',
    wrong: '12',
    rest: '345678',
    words: 'Your phone number is invalid.',
  },
  {
    what: 'card',
    frame: () => card,
    label: 'Security code',
    wrong: '12',
    rest: '3',
    words: "Your card's security code is incomplete.",
  },
];

describe('a click on Pay right after the last key', () => {
  it('pays', async () => {
    await fillIn();
    await card.getByLabel('Security code').fill('12');
    await pointAt(pay());

    await page.keyboard.type('3');
    await pressHere();

    expect(await outcomeIn(page)).toMatchObject(PAID);
  });

  it.each(MISTAKES)(
    'pays when a mistake in the $what is corrected',
    async ({ frame, label, wrong, rest, words }) => {
      await fillIn();
      const field = frame().getByLabel(label);
      await field.fill(wrong);
      await field.blur();
      await frame().getByText(words).waitFor();
      await heard(frame());
      await pointAt(pay());
      await field.focus();
      await field.press('End');

      await page.keyboard.type(rest);
      await frame().getByText(words).waitFor({ state: 'detached' });
      await heard(frame());
      await pressHere();

      expect(await outcomeIn(page)).toMatchObject(PAID);
    },
  );
});

describe('a press in a frame', () => {
  it.each(MISTAKES.slice(0, 2))(
    'is not lost when the $what above complains',
    async ({ frame, label, wrong, words }) => {
      await frame().getByLabel(label).fill(wrong);
      await pointAt(card.locator('summary'));

      await page.mouse.down();
      await frame().getByText(words).waitFor();
      await heard(frame());
      await page.mouse.up();

      await card.getByRole('button', { name: 'Insufficient funds' }).waitFor();
    },
  );

  it.each([
    ['address', () => address, 'ZIP', 'Phone number'],
    ['card', () => card, 'Card number', 'Expiration date'],
  ] as const)(
    'is not lost when another field of the %s complains',
    async (_what, frame, above, below) => {
      await frame().getByLabel(above).fill('1');
      await pointAt(frame().locator('label', { hasText: below }));

      await page.mouse.down();
      await eventually(async () => expect(await isFocused(frame().getByLabel(above))).toBe(false));
      await heard(frame());
      await page.mouse.up();

      await eventually(async () => expect(await isFocused(frame().getByLabel(below))).toBe(true));
      expect(await frame().getByLabel(above).getAttribute('aria-invalid')).toBe('true');
    },
  );
});

describe('a frame that has to grow', () => {
  const complain = async () => {
    await card.getByLabel('Security code').fill('12');
    await card.getByLabel('Security code').blur();
    await heard(card);
  };

  it('waits no longer than until the pointer comes back from where it was released', async () => {
    const height = await heightOfCard();
    await page.evaluate(`document.body.dispatchEvent(
      new PointerEvent('pointerdown', { bubbles: true, button: 0, buttons: 1 }),
    )`);
    await complain();
    expect(await heightOfCard()).toBe(height);

    await page.mouse.move(10, 10);

    await eventually(async () => expect(await heightOfCard()).toBeGreaterThan(Number(height)));
  });

  it('does not wait for the button that clicks nothing', async () => {
    const height = await heightOfCard();
    await page.mouse.move(10, 10);
    await page.mouse.down({ button: 'right' });
    await complain();

    expect(await heightOfCard()).toBeGreaterThan(Number(height));
    await page.mouse.up({ button: 'right' });
  });
});
