import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { challengeIn } from '../support/challenge.js';
import { pressOn } from '../support/press.js';
import { frameIn, heardFrom, StripeJs, typeCard } from '../support/stripe-js.js';

const HEIGHT = '`${Math.ceil(document.body.getBoundingClientRect().height)}px`';

let world: StripeJs;
let page: Page;

beforeAll(async () => {
  world = await StripeJs.start();
});

afterAll(() => world.stop());

beforeEach(async () => {
  ({ page } = await world.newPage({ locale: 'en-US', viewport: { width: 1280, height: 1300 } }));
  await world.open(page);
  await page.evaluate('element.destroy()');
});

afterEach(() => page.close());

/** Resolves with the height of its frame when the page hears that it is ready. */
const mount = (type: string, options: object = {}): Promise<unknown> =>
  page.evaluate(`new Promise((resolve) => {
    const made = elements.create('${type}', ${JSON.stringify(options)});
    made.on('ready', () => resolve(document.querySelector('#${type} iframe').offsetHeight));
    made.mount('#${type}');
  })`);

/** Keeps in window.heights which ones a frame of that title has from now on. */
const watchHeights = (title: string) =>
  page.evaluate(`void new MutationObserver(() => {
    window.heights ??= [];
    const height = document.querySelector('iframe[title="${title}"]')?.style.height;
    if (height !== undefined && height !== heights.at(-1)) heights.push(height);
  }).observe(document, { subtree: true, childList: true, attributes: true })`);

describe('a frame', () => {
  it.each([
    ['payment', {}],
    ['address', { mode: 'billing', display: { name: 'split' } }],
  ] as const)(
    'has the height that it keeps once its %s element is ready',
    async (type, options) => {
      await page.evaluate(
        `elements.update({ appearance: { variables: { fontSizeBase: '20px' } } })`,
      );
      const height = await mount(type, options);

      await heardFrom(page, frameIn(page, type));
      const kept = await page.evaluate(`document.querySelector('#${type} iframe').offsetHeight`);
      expect(height).toBe(kept);
    },
  );

  // Once: fonts differ, and with them the height that was kept for it.
  it('changes its height at most once until the card form is there', async () => {
    await watchHeights('Secure payment input frame');
    await mount('payment');
    await heardFrom(page, frameIn(page, 'payment'));

    expect(await page.evaluate('heights.length')).toBeLessThanOrEqual(2);
  });

  it('changes its height at most once until the bank asks', async () => {
    await mount('payment');
    await watchHeights('3D Secure 2 Test Page');
    await typeCard(page, '4000 0027 6000 3184');
    await pressOn(page.getByRole('button', { name: 'Pay' }));
    const challenge = challengeIn(page);
    await challenge.complete.waitFor();
    const height = await challenge.text.evaluate(HEIGHT);

    await eventually(async () => expect(await page.evaluate('heights.at(-1)')).toBe(height));
    expect(await page.evaluate('heights.length')).toBeLessThanOrEqual(2);
  });
});
