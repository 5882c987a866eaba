import { randomBytes } from 'node:crypto';
import { Agent, get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const GUESSES = 10_000;

// Ten thousand pages on a busy machine.
jest.setTimeout(240_000);

interface Look {
  status: number;
  text: string;
  ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 4 });

function look(url: string): Promise<Look> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { Accept: 'text/html' } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, text, ms: performance.now() - started });
      });
    }).on('error', reject);
  });
}

function quantile(times: number[], part: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0;
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

  /**
   * Looks at both in turns, so that whatever else the machine does falls on both alike. The medians
   * may differ by as much as each of them does between its own halves, and a tenth of a millisecond.
   */
  async function expectAlike(first: () => string, second: () => string, times: number) {
    const looks: [Look[], Look[]] = [[], []];
    for (let time = 0; time < times; time += 1) {
      const order = time % 2 === 0 ? [0, 1] : [1, 0];
      for (const which of order) {
        looks[which === 0 ? 0 : 1].push(await look(world.shopUrl + (which === 0 ? first : second)())); // prettier-ignore
      }
    }
    const all = looks.flat();
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    const [a, b] = looks.map((side) => side.map(({ ms }) => ms)) as [number[], number[]];
    const spread = quantile(a, 0.75) - quantile(a, 0.25);
    expect(Math.abs(quantile(a, 0.5) - quantile(b, 0.5))).toBeLessThan(spread + 0.1);
  }

  it('open nothing in ten thousand tries, and all look the same to the byte', async () => {
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

  it('do not get warmer by the time they take: nearly right is as wrong as anything', async () => {
    const nearly = () => `/orders/${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    const wild = () => `/orders/${randomBytes(24).toString('base64url')}`;

    await expectAlike(wild, nearly, 1_000);
  });

  it('do not tell by text or time whether somebody else’s PaymentIntent exists', async () => {
    const { paymentIntentId } = another;
    const foreign = () => `/checkout/${token}/return?payment_intent=${paymentIntentId ?? ''}`;
    const unknown = () =>
      `/checkout/${token}/return?payment_intent=pi_${randomBytes(12).toString('hex')}`;

    await expectAlike(unknown, foreign, 500);
  });

  it('answer a foreign PaymentIntent as they answer an unknown order', async () => {
    const pi = `?payment_intent=${another.paymentIntentId ?? ''}`;
    const foreign = await look(`${world.shopUrl}/checkout/${token}/return${pi}`);
    const unknown = await look(`${world.shopUrl}/checkout/${'A'.repeat(32)}/return${pi}`);

    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    expect(foreign.text).toBe(unknown.text);
  });
});
