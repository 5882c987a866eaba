import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually, freePort, type Program, spawnProgram } from 'stripe-sandbox/testing';
import { sdkFor } from '../../sandbox/test/support/sdk.js';
import { freshFolder } from '../support/database.js';
import { describeOnPostgres, freshPostgres } from '../support/postgres/fresh.js';
import { root } from '../support/program.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';

// Three shops that are started at once on a PostgreSQL database that is not there yet, by the launcher and, as in
// containers, without a Stripe sandbox of their own.

const BOOK = 'the-art-of-doing-science-and-engineering';
/** Each takes its programs, and a busy machine several times as long as one that is not. */
const START_S = 120;

let url: string;
let sandboxPort: number;
let starts: { program: Program; shopUrl: string }[];

async function startThree() {
  url = `${await freshPostgres({ isEmpty: true })}_shop`;
  sandboxPort = await freePort();
  const shared = {
    NODE_ENV: 'development',
    DATABASE_URL: url,
    DATA_DIR: await freshFolder(),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_DATA: ':memory:',
  };
  const scripts = [
    'scripts/start.mjs',
    'scripts/container/start.mjs',
    'scripts/container/start.mjs',
  ];
  return Promise.all(
    scripts.map(async (script) => {
      const port = await freePort();
      const program = spawnProgram(
        path.join(root, script),
        { ...shared, PORT: String(port) },
        root,
      );
      return { program, shopUrl: `http://127.0.0.1:${port}` };
    }),
  );
}

const page = async (shopUrl: string, address: string) =>
  (await fetch(`${shopUrl}${address}`)).text();

describeOnPostgres('shops that are started at once on a database that is not there', () => {
  beforeAll(async () => {
    starts = await startThree();
  }, START_S * 1_000);
  afterAll(() => Promise.all(starts.map(({ program }) => program.stop())));

  it('have the books, which one of them has put in', async () => {
    for (const { shopUrl, program } of starts) {
      const first = eventually(() => page(shopUrl, '/'), START_S);
      const gaveUp = program.ended.then(() => `ended: ${program.output()}`);
      expect(await Promise.race([first, gaveUp])).toContain('The Art of Doing Science');
    }

    const outputs = starts.map(({ program }) => program.output());
    for (const step of ['Preparing the database', 'Putting the books on the shelf'])
      expect(outputs.filter((output) => output.includes(step))).toHaveLength(1);
    expect(outputs.join().includes(new URL(url).password)).toBe(false);
  }, START_S * 1_000); // prettier-ignore

  it('sell one: what one of them has sold, another shows', async () => {
    const [one, other] = starts.map(({ shopUrl }) => shopUrl);
    const shopper = new Shopper(String(one));
    const token = await shopper.buyNow(BOOK);
    await shopper.get(`/checkout/${token}`);
    await shopper.postJson(`/checkout/${token}/contact`, { email: 'ada@example.com' });
    const { paymentIntentId, totalMinor } = recordsOf(url).order(token);
    await payWith(sdkFor(sandboxPort, 'sk_test_foliosandbox'), String(paymentIntentId));

    await eventually(async () => {
      const answer = await shopper.at(String(other)).get(`/orders/${token}`);
      expect(answer.text).toContain('paid');
    });
    expect(recordsOf(url).order(token)).toMatchObject({ state: 'paid', number: 1001, totalMinor: 2300 }); // prettier-ignore
    expect(totalMinor).toBe(2300);
  });
});
