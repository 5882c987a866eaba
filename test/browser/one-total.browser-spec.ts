import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase } from '../support/database.js';
import { mailsIn } from '../support/mails.js';
import { recordsOf } from '../support/records.js';
import { World } from '../support/world.js';

const PRICE = 23;

describe('one total', () => {
  let browser: Browser;
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { title: 'Book One', unitPriceMinor: PRICE * 100 });
    [browser, world] = await Promise.all([launchChromium(), World.start({ databasePath })]);
  });
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  async function putIntoCart({ page }: Buying, copies: number) {
    await page.goto(world.publicUrl);
    await page.getByRole('link', { name: 'Book One' }).first().click();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    if (copies > 1) {
      await page.getByLabel('Copies of Book One').selectOption(String(copies));
      await page.getByRole('button', { name: 'the number of copies of Book One' }).click();
      await page.getByText(`$${PRICE}.00 each`).waitFor();
    }
    await page.getByRole('button', { name: 'Check out' }).click();
  }

  /** The mail that says that this order is paid. */
  const paidMail = (token: string) =>
    eventually(async () => {
      const mails = await mailsIn(world.dataDirectory);
      const mail = mails.find(({ text }) => text?.includes(`/orders/${token}`));
      if (!mail) throw new Error('There is no mail');
      return mail.text ?? '';
    });

  it.each([
    [
      'a book by parcel to another country',
      { to: 'Germany', country: 'DE', copies: 1, delivery: 19.5 },
    ],
    [
      'a book that is collected',
      { to: 'Collect in the shop', country: undefined, copies: 1, delivery: 0 },
    ],
    [
      'a cart whose total makes delivery free',
      { to: 'United States', country: 'US', copies: 3, delivery: 0 },
    ],
  ])(
    'is on every page, the receipt, the mail and the PaymentIntent: %s',
    async (_, { to, country, copies, delivery }) => {
      const total = `$${(copies * PRICE + delivery).toFixed(2)}`;
      const buying = await Buying.in(await browser.newContext(), world);
      const { page } = buying;
      const main = () => page.getByRole('main').innerText();

      await putIntoCart(buying, copies);
      await buying.deliverTo(to);
      if (country) await page.getByRole('link', { name: 'Fill in a sample address' }).click();
      expect(await page.locator('label', { has: page.getByRole('radio', { checked: true }) }).innerText()).toContain(`${total} in all`); // prettier-ignore
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await buying.payButton().waitFor();
      expect(await buying.payButton().innerText()).toBe(`Pay ${total}`);
      expect(await main()).toMatch(new RegExp(`Total\\s+\\${total}`));
      await buying.fillCard('4242 4242 4242 4242');
      await buying.pay();

      const { token, text } = await buying.readConfirmation();
      expect(text).toMatch(new RegExp(`Total\\s+\\${total}`));
      expect(await paidMail(token)).toContain(`Total: ${total}`);
      await page.getByRole('link', { name: /^R-\d+$/ }).click();
      expect(await main()).toMatch(new RegExp(`Total\\s+\\${total}`));
      const { paymentIntentId, totalMinor } = recordsOf(world.databasePath).order(token);
      const intent = await world.stripe.paymentIntents.retrieve(paymentIntentId ?? '');
      expect([intent.amount, intent.amount_received]).toEqual([totalMinor, totalMinor]);
      expect(`$${(totalMinor / 100).toFixed(2)}`).toBe(total);
      expect(intent.shipping?.address?.country).toBe(country);
      await page.context().close();
    },
  );
});
