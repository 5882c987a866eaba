// One shop only: it ends a process, and counts what that one took in.
import { Agent, request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { COLLECTED, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

interface Outcome {
  status: number | null;
  location: string | undefined;
  error: string | null;
}

let shoppers = 0;

/** One order begun, over a connection of its own or one that is used again. */
function begin(url: string, slug: string, agent: Agent): Promise<Outcome> {
  const body = new URLSearchParams({ slug, ...COLLECTED }).toString();
  shoppers += 1;
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': body.length,
    'Sec-Fetch-Site': 'same-origin',
    'X-Forwarded-For': `10.8.${shoppers >> 8}.${shoppers & 255}`,
  };
  return new Promise((resolve) => {
    const fail = ({ code = 'unknown' }: NodeJS.ErrnoException) =>
      resolve({ status: null, location: undefined, error: code });
    const sent = request(
      `${url}/checkout/delivery?session=new`,
      { method: 'POST', headers, agent },
      (answer) => {
        answer.on('error', fail).on('end', () => {
          const { statusCode: status = null, headers: received } = answer;
          resolve({ status, location: received.location, error: null });
        });
        answer.resume();
      },
    );
    sent.on('error', fail).end(body);
  });
}

/** Begins one order after the other until the shop takes no more. */
async function keepBuying(url: string, slug: string, keepAlive: boolean, outcomes: Outcome[]) {
  const agent = new Agent({ keepAlive, maxSockets: 1 });
  for (;;) {
    const outcome = await begin(url, slug, agent);
    outcomes.push(outcome);
    if (outcome.error) break;
  }
  agent.destroy();
}

const answersTold = (output: string) =>
  output.match(/"msg":"POST \/checkout\/delivery 303"/g)?.length ?? 0;

describe('a shop that is told to stop', () => {
  it('says so first, answers every request it took in, and has kept what it acknowledged', async () => {
    const databasePath = await freshDatabase();
    const { slug } = aBook(databasePath);
    const world = await World.start({ databasePath, production: true });
    await world.control.set({ webhooks: 'off', delay_ms: 30 });
    const outcomes: Outcome[] = [];
    const buyers = Array.from({ length: 12 }, (_, index) =>
      keepBuying(world.shopUrl, slug, index % 2 === 0, outcomes),
    );
    try {
      await eventually(() => expect(outcomes.length).toBeGreaterThan(40));

      const told = performance.now();
      const end = world.shop.stop();
      await eventually(async () => {
        const ready = await fetch(`${world.shopUrl}/health/ready`);
        expect(ready.status).toBe(503);
        expect(await ready.text()).toContain('The shop is closing.');
      });
      const meanwhile = await fetch(world.shopUrl);
      await Promise.all([end, ...buyers]);
      const seconds = (performance.now() - told) / 1000;

      expect(meanwhile.status).toBe(200);
      // Nobody sends a further request over a connection that is about to end.
      expect(meanwhile.headers.get('connection')).toBe('close');
      expect(seconds).toBeLessThan(10);
      const answered = outcomes.filter(({ error }) => error === null);
      expect(new Set(answered.map(({ status }) => status))).toEqual(new Set([303]));
      // Every request that the shop knows of reached its end, and its client heard of it.
      expect(world.shop.output()).not.toContain('aborted');
      expect(answersTold(world.shop.output())).toBe(answered.length);

      await world.restartShop();
      const tokens = answered.map(({ location }) => location?.split('/').at(-1));
      const kept = recordsOf(databasePath).orders();
      // An order that nobody was told of is a request that was let in and not finished.
      expect(kept.map(({ token }) => token).sort()).toEqual(tokens.sort());
      const [first = ''] = kept.map(({ token }) => token);
      expect((await new Shopper(world.shopUrl).get(`/checkout/${first}`)).status).toBe(200);
    } finally {
      await world.stop();
    }
  }, 90_000);

  it('does not wait for a connection on which nothing more is asked', async () => {
    const databasePath = await freshDatabase();
    const { slug } = aBook(databasePath);
    const world = await World.start({ databasePath });
    await world.control.set({ delay_ms: 1_000 });
    const agent = new Agent({ keepAlive: true });
    const underWay = begin(world.shopUrl, slug, agent);
    // From here on Stripe is asked for the order's payment.
    await eventually(() => expect(recordsOf(databasePath).orders()).toHaveLength(1));

    const end = world.shop.stop();
    const { status } = await underWay;
    const answered = performance.now();
    await end;
    const waited = performance.now() - answered;
    agent.destroy();
    await world.stop();

    expect(status).toBe(303);
    expect(waited).toBeLessThan(3_000); // a connection that is kept alive lasts five seconds at least
  });
});
