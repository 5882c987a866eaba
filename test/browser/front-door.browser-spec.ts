import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { eventually } from 'stripe-sandbox/testing';
import { launchChromium } from '../../sandbox/test/support/chromium.js';
import { aBook } from '../support/books.js';
import { Buying } from '../support/buying.js';
import { freshDatabase } from '../support/database.js';
import { type OtherSite, startOtherSite } from '../support/other-site.js';
import { recordsOf } from '../support/records.js';
import { World } from '../support/world.js';

const TITLE = 'The Art of Doing Science and Engineering';

describe('the front door, in a browser', () => {
  let browser: Browser;
  let context: BrowserContext;
  let world: World;
  let slug: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    [browser, world] = await Promise.all([launchChromium(), World.start({ databasePath })]);
  });
  beforeEach(async () => {
    context = await browser.newContext();
  });
  afterEach(() => context.close());
  afterAll(() => Promise.all([browser.close(), world.stop()]));

  it('lets a whole purchase through without a violation, a complaint or a request elsewhere', async () => {
    const violations: unknown[] = [];
    await context.exposeBinding('tellViolation', (_source, violation) => violations.push(violation)); // prettier-ignore
    await context.addInitScript(`
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        window.tellViolation({ page: location.pathname, effectiveDirective, blockedURI }));
    `);
    const buying = await Buying.in(context, world);

    await buying.choose(TITLE);
    await buying.fillCard('4000 0000 0000 0002');
    await buying.pay();
    await buying.page.getByRole('alert').filter({ hasText: 'declined' }).waitFor();
    await buying.fillCard('4242 4242 4242 4242');
    await buying.pay();
    await buying.readConfirmation();

    expect(violations).toEqual([]);
    expect(buying.elsewhere).toEqual([]);
    // Chromium itself tells of the declined card's 402, and of nothing else.
    expect(buying.complaints.filter((text) => !text.includes('402'))).toEqual([]);

    // The listener was there to hear of one.
    await buying.page.evaluate(`document.head.append(Object.assign(document.createElement('script'),
      { src: 'https://evil.example/x.js' }))`);
    await eventually(() => {
      expect(violations).toMatchObject([{ effectiveDirective: 'script-src-elem' }]);
    });
  });

  describe('with another site’s page open beside it', () => {
    let evil: OtherSite;

    beforeEach(async () => {
      evil = await startOtherSite(`<!doctype html><title>Other</title>
        <form method="post" action="${world.shopUrl}/checkout">
          <input name="slug" value="${slug}"><button>Win</button></form>`);
    });
    afterEach(() => evil.close());

    it('refuses its form', async () => {
      const page = await context.newPage();
      const before = recordsOf(world.databasePath).orders().length;
      await page.goto(evil.url);

      await page.getByRole('button', { name: 'Win' }).click();
      await page.getByRole('heading', { name: 'Sent from another site' }).waitFor();

      expect(recordsOf(world.databasePath).orders()).toHaveLength(before);
      expect(await context.cookies()).toEqual([]);
    });

    it.each(['no-cors', 'cors'])('refuses what its script sends with mode %s', async (mode) => {
      const page = await context.newPage();
      const before = recordsOf(world.databasePath).orders().length;
      await page.goto(evil.url);

      await page.evaluate(`fetch(${JSON.stringify(`${world.shopUrl}/checkout`)}, {
        method: 'POST', mode: ${JSON.stringify(mode)}, credentials: 'include',
        body: new URLSearchParams({ slug: ${JSON.stringify(slug)} }) }).catch(() => null)`);

      expect(recordsOf(world.databasePath).orders()).toHaveLength(before);
      expect(await context.cookies()).toEqual([]);
    });

    it('takes the same form from its own page', async () => {
      const page = await context.newPage();
      await page.goto(`${world.shopUrl}/books/${slug}`);

      await page.getByRole('button', { name: 'Buy now' }).click();

      await page.waitForURL(/\/checkout\/delivery/);
    });
  });
});
