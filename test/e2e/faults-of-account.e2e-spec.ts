import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { Buyer } from '../support/buyer.js';
import { COLLECTED } from '../support/shopper.js';
import { freshDatabase } from '../support/database.js';
import type { ProxiedRequest } from '../support/fault-proxy.js';
import { expectTruth, LONGEST_PAGE_SECONDS, timed } from '../support/page-promises.js';
import { SHORTER_DEADLINE, WITHOUT_BREAKER } from '../support/patch.js';
import { patchedBuild } from '../support/patched-build.js';
import { CREATE, FAULTS } from '../support/stripe-calls.js';
import { itOnOneShop } from '../support/it-on-one-shop.js';
import { World } from '../support/world.js';

jest.setTimeout(180_000);

const PATCHES = [WITHOUT_BREAKER, ...SHORTER_DEADLINE];
/** Asks again for each page, and so needs no new start for each fault. */
const FORGETFUL = {
  file: 'payments/stripe/stripe-gateway.js',
  find: 'this.#account ??= await',
  replace: 'this.#account = await',
};

describe('the question for the account', () => {
  let world: World;
  let shopScript: string;
  const isIt = ({ path }: ProxiedRequest) => path === '/v1/account';

  beforeAll(async () => {
    shopScript = await patchedBuild('faults-of-account', PATCHES);
    world = await World.start({ databasePath: await freshDatabase(), shopScript, isFaulty: true });
    // An event that is tried again would ask for the account, too.
    await world.control.set({ webhooks: 'off' });
  });
  afterAll(() => world.stop());

  it('is answered by no page over ten seconds while it fails, each telling the truth', async () => {
    const buyers: Buyer[] = [];
    for (const [said, fault] of FAULTS) {
      const buyer = Buyer.of(world, `account ${said}`);
      const heal = world.faults.plan(isIt, fault);
      const { answer, seconds } = await timed(() => buyer.begin());
      heal();
      expect(answer.status).toBe(503);
      expectTruth(answer, false);
      expect(seconds).toBeLessThan(LONGEST_PAGE_SECONDS);
      expect(await buyer.intents()).toEqual([]);
      buyers.push(buyer);
    }
    await Promise.all(buyers.map((buyer) => buyer.complete()));
  });

  it('is asked again within the same page when it fails once', async () => {
    const forgetful = await patchedBuild('forgets-its-account', [...PATCHES, FORGETFUL]);
    await world.shop.stop();
    await world.restartShop({ shopScript: forgetful });
    const buyers: Buyer[] = [];
    for (const [said, fault] of FAULTS) {
      const buyer = Buyer.of(world, `account once ${said}`);
      world.faults.plan(isIt, fault, 1);
      const { status } = await buyer.begin();
      expect([said, status]).toEqual([said, 303]);
      buyers.push(buyer);
    }
    await Promise.all(buyers.map((buyer) => buyer.complete()));
  });

  itOnOneShop(
    'only those of one process wait for one answer',
    'does not hand its failure to a page that joined it late',
    async () => {
      await world.shop.stop();
      await world.restartShop({ shopScript });
      const [first, late] = ['account fails', 'account joined'].map((name) =>
        Buyer.of(world, name),
      );
      const attempts = () => world.faults.record.filter(isIt).length;
      const before = attempts();
      world.faults.plan(isIt, { status: 503 }, 3); // as often as one question is put

      const beginning = first?.begin();
      await eventually(() => expect(attempts()).toBeGreaterThanOrEqual(before + 2));
      const joined = await late?.begin();

      expect([(await beginning)?.status, joined?.status]).toEqual([503, 303]);
    },
  );

  it('tells who runs the shop, and no shopper, that Stripe refuses the key', async () => {
    const buyer = Buyer.of(world, 'the key is refused');
    const heal = world.faults.plan(CREATE.recognize(buyer), { status: 401 });

    const page = await buyer.begin();
    const choice = { slug: buyer.book.slug, ...COLLECTED };
    const program = await buyer.shopper.postJson('/checkout/delivery', choice);
    heal();

    for (const { status, text } of [page, program]) {
      expect(status).toBe(503);
      expect(text).toContain('Our connection to Stripe is not set up properly.');
      expect(text).not.toMatch(/STRIPE_|API key|docs\//);
    }
    expect(world.shop.output()).toContain('see STRIPE_SECRET_KEY');
    await buyer.complete();
  });

  it('leaves less time for what the same page asks next', async () => {
    await world.shop.stop();
    await world.restartShop({ shopScript });
    const buyer = Buyer.of(world, 'account slow, create hangs');
    world.faults.plan(isIt, { delayMs: 30_000 }, 2);
    const heal = world.faults.plan(CREATE.recognize(buyer), { delayMs: 30_000 });

    const { answer, seconds } = await timed(() => buyer.begin());
    heal();

    expect(seconds).toBeLessThan(LONGEST_PAGE_SECONDS);
    expectTruth(answer, false);
    await buyer.complete();
  });
});
