import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { POST_LIMITS } from '../../src/post-limits.js';
import { Texts } from '../../src/texts/texts.js';
import type { Quota } from '../../src/web/limits/counters.js';
import { aBook } from '../support/books.js';
import { freshDatabase, isPostgres, onDatabase } from '../support/database.js';
import type { Patch } from '../../sandbox/test/support/patch.js';
import { patchedBuild } from '../support/patched-build.js';
import { type Answer, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

/** The shop under test allows a tenth of what its table says: as many posts as a busy machine sends, too. */
const SHARE = 10;
const TENTH: Patch = {
  file: 'post-limits.js',
  find: /times: ([\d_]+)/g,
  replace: `times: $1 / ${SHARE}`,
};
const tenthOf = (allowance: Quota) => ({ ...allowance, times: allowance.times / SHARE });
const [CHECKOUT, DELIVERY, CONTACT, , , CART] = POST_LIMITS.map((limit) => ({
  ...limit,
  session: tenthOf(limit.session),
  address: tenthOf(limit.address),
  overall: tenthOf(limit.overall),
}));
if (!CHECKOUT || !DELIVERY || !CONTACT || !CART)
  throw new Error('The table of limits has six rows');

const statuses = (answers: Answer[]) => answers.map(({ status }) => status);

describe('the limits on posts', () => {
  let world: World;
  let shopScript: string;
  let slug: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    shopScript = await patchedBuild('tenth-of-limits', [TENTH]);
    world = await World.start({ databasePath, shopScript });
  });
  afterAll(() => world.stop());

  /** Posts that are refused for another reason, and so cost nothing, but count. */
  async function post(shopper: Shopper, path: string, times: number): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let count = 0; count < times; count += 1) {
      answers.push(await shopper.post(path, { slug: 'no-such-book', quantity: '1', email: 'x' }));
    }
    return answers;
  }

  it.each([
    { ...CHECKOUT, path: '/checkout', refused: 404 },
    { ...DELIVERY, path: '/checkout/delivery', refused: 404 },
    { ...CONTACT, path: '/checkout/unknown/contact', refused: 422 },
    { ...CART, path: '/cart/items', refused: 404 },
  ])('stop one session at $path, and say when to come back', async (limit) => {
    const shopper = new Shopper(world.shopUrl);
    await shopper.checkOut({ slug }); // has a session from here on
    const before = ['/checkout', '/checkout/delivery'].includes(limit.path) ? 0 : -1;

    const [, ...answers] = await post(shopper, limit.path, limit.session.times - before);
    const [last] = await post(shopper, limit.path, 1);

    const early = answers.slice(0, limit.session.times - 2);
    expect(new Set(statuses(early))).toEqual(new Set([limit.refused]));
    expect(last?.status).toBe(429);
    const retryAfter = Number(last?.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(limit.session.seconds);
    expect(last?.text).toContain(Texts.t(limit.message));
    expect(last?.text).toContain('Please try again in');
    // Somebody who is paying may have paid a moment ago: what this request did is all that is known.
    expect(last?.text).toContain('Nothing was charged by this request.');
  });

  it('stop one address that makes itself new sessions, and nobody else', async () => {
    const address = '203.0.113.1';
    const answers: Answer[] = [];
    for (let count = 0; count <= CHECKOUT.address.times; count += 1) {
      answers.push(...(await post(new Shopper(world.shopUrl, address), '/Checkout/', 1)));
    }
    const other = await new Shopper(world.shopUrl).checkOut({ slug });

    expect(statuses(answers.slice(0, -1))).toEqual(answers.slice(0, -1).map(() => 404));
    expect(answers.at(-1)?.status).toBe(429);
    expect(other.status).toBe(303);
  });

  it('take nothing from the others at an address for what one session was refused', async () => {
    const address = '203.0.113.7';
    const greedy = new Shopper(world.shopUrl, address);
    await greedy.checkOut({ slug });
    const refused = await post(greedy, '/checkout', 2 * CHECKOUT.address.times);

    const neighbour = await new Shopper(world.shopUrl, address).checkOut({ slug });

    expect(refused.at(-1)?.status).toBe(429);
    expect(neighbour.status).toBe(303);
  });

  it('count all addresses of one IPv6 network as one', async () => {
    const from = (last: number) => new Shopper(world.shopUrl, `2001:db8:1:2::${last.toString(16)}`);
    for (let count = 0; count < CHECKOUT.address.times; count += 1) {
      await post(from(count), '/checkout', 1);
    }

    expect((await from(9999).checkOut({ slug })).status).toBe(429);
    const neighbour = new Shopper(world.shopUrl, '2001:db8:1:3::1');
    expect((await neighbour.checkOut({ slug })).status).toBe(303);
  });

  it('are told to programs as problem details', async () => {
    const shopper = new Shopper(world.shopUrl, '203.0.113.1');

    const { status, text, headers } = await shopper.postJson('/checkout', { slug });

    expect(status).toBe(429);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({
      type: '/problems/too-many-requests',
      status: 429,
      detail: expect.stringMatching(
        /Please try again in .* Nothing was charged by this request\.$/,
      ),
    });
  });

  it('never stop a page, an asset, a health check or Stripe', async () => {
    const shopper = new Shopper(world.shopUrl, '203.0.113.1');
    const paths = ['/', `/books/${slug}`, '/assets/shop.css', '/health/live', '/health/ready'];

    for (const path of paths) {
      const answers = await Promise.all(
        Array.from({ length: 2 * CHECKOUT.address.times }, () => shopper.get(path)),
      );
      expect(new Set(statuses(answers))).toEqual(new Set([200]));
    }
    const events = Array.from({ length: 2 * CHECKOUT.address.times }, () =>
      shopper.post('/webhooks/stripe', {}),
    );
    expect(new Set(statuses(await Promise.all(events)))).toEqual(new Set([400]));
  });

  it('let no more than so many orders be begun by all together, from wherever they come', async () => {
    await world.shop.stop();
    await world.restartShop({ shopScript }); // forgets what was begun before
    if (isPostgres(world.databasePath))
      onDatabase(world.databasePath, (database) => database.exec('DELETE FROM RateLimit'));
    const all: Answer[] = [];
    for (let round = 0; round < CHECKOUT.overall.times / 20 + 1; round += 1) {
      const shoppers = Array.from({ length: 20 }, () => new Shopper(world.shopUrl));
      const posts = shoppers.map((shopper) => shopper.checkOut({ slug: 'no-such-book' }));
      all.push(...(await Promise.all(posts)));
    }

    expect(all.filter(({ status }) => status === 404)).toHaveLength(CHECKOUT.overall.times);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(20);
  });
});
