import { randomBytes } from 'node:crypto';
import { Agent, get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { patchedBuild } from '../support/patched-build.js';
import { recordsOf } from '../support/records.js';
import { Shopper } from '../support/shopper.js';
import { IS_LONG, size } from '../support/size.js';
import { BEYOND_CHANCE, pairsToTellApart, toldApart } from '../support/tell-apart.js';
import { World } from '../support/world.js';

const GUESSES = size('FOLIO_GUESSES', { usual: 2_000, long: 10_000 });
const LEAST_PAIRS = size('FOLIO_GUESSES_IN_PAIRS', { usual: 300, long: 600 });
const MOST_PAIRS = 4_000;

// Thousands of pages on a busy machine.
jest.setTimeout(240_000);

/** What has to be seen. A quarter of it takes sixteen times as many pairs. */
const LINGER_MS = IS_LONG ? 0.5 : 2;
const LINGER = `for (const end = performance.now() + ${LINGER_MS}; performance.now() < end; );`;

/** A shop that does something more for what is there, before it says that it is not. */
const LINGERS = [
  {
    file: 'orders/order.queries.js',
    find: 'return row && toOrder(row);',
    replace: `const near = { token: { startsWith: where.token?.slice(0, 20) ?? '-' } };
      if (!row && await this.database.reader.order.findFirst({ where: near })) ${LINGER}
      return row && toOrder(row);`,
  },
  {
    file: 'checkout/checkout.service.js',
    find: "throw new ShopProblem('order-not-found');",
    replace: `if (await this.orders.orders.find({ paymentIntentId })) ${LINGER}
      throw new ShopProblem('order-not-found');`,
  },
];

interface Look {
  status: number;
  text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

function look(url: string): Promise<Look> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { Accept: 'text/html' } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, text });
      });
    }).on('error', reject);
  });
}

describe('guessed addresses of orders', () => {
  let world: World;
  let token: string;
  let another: { token: string; paymentIntentId: string | null };

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    const { slug } = aBook(databasePath);
    world = await World.start({ databasePath });
    await world.control.set({ webhooks: 'off' });
    token = await new Shopper(world.shopUrl).buyNow(slug);
    const otherToken = await new Shopper(world.shopUrl).buyNow(slug);
    another = recordsOf(databasePath).order(otherToken);
  });
  afterAll(async () => {
    agent.destroy();
    await world.stop();
  });

  it('open nothing in thousands of tries, and all look the same to the byte', async () => {
    const texts = new Set<string>();
    const statuses = new Set<number>();
    const paths = ['checkout', 'orders'];
    for (let tried = 0; tried < GUESSES; tried += 4) {
      const guesses = paths.flatMap((path) => [
        `/${path}/${randomBytes(24).toString('base64url')}`,
        `/${path}/${randomBytes(24).toString('base64url')}`,
      ]);
      for (const { status, text } of await Promise.all(
        guesses.map((path) => look(world.shopUrl + path)),
      )) {
        // prettier-ignore
        statuses.add(status);
        texts.add(text);
      }
    }

    expect(statuses).toEqual(new Set([404]));
    expect(texts.size).toBe(1);
    expect([...texts][0]).toContain('Order not found');
  });

  /** Guesses in pairs, of which a guesser must not be able to tell the one from the other. */
  const PAIRS_OF_GUESSES: { what: string; none: () => string; some: () => string }[] = [
    {
      what: 'whether a guess is nearly right',
      none: () => `/orders/${randomBytes(24).toString('base64url')}`,
      some: () => `/orders/${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    },
    {
      what: 'whether somebody else’s PaymentIntent exists',
      none: () => `/checkout/${token}/return?payment_intent=pi_${randomBytes(12).toString('hex')}`,
      some: () => `/checkout/${token}/return?payment_intent=${another.paymentIntentId ?? ''}`,
    },
  ];

  const lookAt = (guess: () => string, note: (answer: string) => void) => () => {
    const url = world.shopUrl + guess();
    return () =>
      look(url).then(({ status, text }) => {
        note(`${status} ${text}`);
      });
  };
  /** As many as show that much, which depends on what else the machine does. */
  let pairs = LEAST_PAIRS;

  describe('in a shop that takes a little longer for what is there', () => {
    // At the same Stripe account, whose orders they are.
    const restart = async (how?: { shopScript: string }) => {
      await world.shop.stop();
      await world.restartShop(how);
    };
    beforeAll(async () => restart({ shopScript: await patchedBuild('lingers', LINGERS) }));
    afterAll(() => restart());

    it.each(PAIRS_OF_GUESSES)('are seen to tell $what', async ({ none, some }) => {
      const ignore = () => undefined;

      const needed = await pairsToTellApart(lookAt(none, ignore), lookAt(some, ignore), MOST_PAIRS);

      expect(needed).toBeLessThanOrEqual(MOST_PAIRS);
      pairs = Math.max(pairs, 2 * needed);
    });
  });

  it.each(PAIRS_OF_GUESSES)('do not tell by text or time $what', async ({ none, some }) => {
    const answers = new Set<string>();
    const note = (answer: string) => answers.add(answer);

    const told = await toldApart(lookAt(none, note), lookAt(some, note), pairs);

    expect(told).toBeLessThan(BEYOND_CHANCE);
    expect(answers.size).toBe(1);
    expect([...answers][0]).toMatch(/^404 /);
  });

  it('answer a foreign PaymentIntent as they answer an unknown order', async () => {
    const pi = `?payment_intent=${another.paymentIntentId ?? ''}`;
    const foreign = await look(`${world.shopUrl}/checkout/${token}/return${pi}`);
    const unknown = await look(`${world.shopUrl}/checkout/${'A'.repeat(32)}/return${pi}`);

    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect(foreign.text).toBe(unknown.text);
  });
});
