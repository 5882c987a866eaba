import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../../../test/support/books.js';
import { mailsIn, outboxOf } from '../../../test/support/mails.js';
import { anOrder } from '../../../test/support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { OrderLinksService } from './order-links.service.js';

const ROUNDS = 25;
const DAY_MS = 24 * 60 * 60_000;

let shop: ShopInProcess;
let slug: string;

beforeAll(async () => {
  shop = await openImpatientShop({ PUBLIC_URL: 'https://books.example' });
  ({ slug } = aBook(shop.databasePath, {}));
});
afterAll(() => shop.close());

async function orderBy(email: string, state = 'paid', placedAt = new Date()) {
  const order = await anOrder(shop, slug);
  shop.change(
    'UPDATE "Order" SET email = ?, state = ?, placedAt = ? WHERE id = ?',
    ...[email, state, placedAt.toISOString().replace('Z', '+00:00'), order.id],
  );
  return order;
}

const request = (email: string) => shop.get(OrderLinksService).request(email);
const rowsFor = (recipient: string) =>
  outboxOf(shop.databasePath).filter((row) => row.recipient === recipient);

async function mailsAfterSending(to: string) {
  await shop.sendMails();
  const mails = await mailsIn(path.dirname(shop.databasePath));
  return mails.filter((mail) => mail.to?.[0]?.address === to);
}

describe('links to orders', () => {
  it('go to the address on the orders, in whatever case it is asked for', async () => {
    const [one, two] = [await orderBy('Ada@example.com'), await orderBy('ada@example.com')];
    const other = await orderBy('ada@example.org');

    await request('ADA@example.com');

    const [mail, ...others] = await mailsAfterSending('ada@example.com');
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('The links to your orders');
    for (const { token } of [one, two])
      expect(mail?.text).toContain(`https://books.example/orders/${token}\n`);
    expect(mail?.text).not.toContain(other.token);
    expect(mail?.html).toContain(`href="https://books.example/orders/${one.token}"`);
  });

  it('are of paid orders of the last twelve months only, and else no mail is sent', async () => {
    await orderBy('unpaid@example.com', 'pending');
    await orderBy('old@example.com', 'paid', new Date(Date.now() - 366 * DAY_MS));
    const recent = await orderBy('recent@example.com', 'refunded', new Date(Date.now() - 364 * DAY_MS)); // prettier-ignore

    for (const name of ['unpaid', 'old', 'nobody', 'recent']) await request(`${name}@example.com`);

    const [mail] = await mailsAfterSending('recent@example.com');
    expect(mail?.text).toContain(recent.token);
    for (const name of ['unpaid', 'old', 'nobody']) {
      expect(await mailsAfterSending(`${name}@example.com`)).toEqual([]);
      expect(rowsFor(`${name}@example.com`)).toMatchObject([{ status: 'dropped' }]);
    }
  });

  it('are sent to one address three times in an hour, whoever asks', async () => {
    await orderBy('often@example.com');

    for (let times = 0; times < 5; times += 1) await request('often@example.com');

    expect(await mailsAfterSending('often@example.com')).toHaveLength(3);
    const statuses = rowsFor('often@example.com').map(({ status }) => status);
    expect(statuses.sort()).toEqual(['dropped', 'dropped', 'sent', 'sent', 'sent']);
  });

  it('take as long to ask for whether there are orders or not, and when it is too often', async () => {
    const known = Array.from({ length: ROUNDS }, (_, round) => `known-${round}@example.com`);
    for (const email of known) await orderBy(email);
    const times: Record<'known' | 'unknown' | 'tooOften', number[]> = {
      known: [],
      unknown: [],
      tooOften: [],
    };
    const timed = async (kind: keyof typeof times, email: string) => {
      const started = performance.now();
      await request(email);
      times[kind].push(performance.now() - started);
    };
    for (const [round, email] of known.entries()) {
      await timed('known', email);
      await timed('unknown', `unknown-${round}@example.com`);
      await timed('tooOften', 'often@example.com');
    }

    // The shortest of each, as a busy machine only adds. Without the row of a write, one takes a tenth of the others.
    const shortest = Object.values(times).map((took) => Math.min(...took));
    expect(Math.max(...shortest) / Math.min(...shortest)).toBeLessThan(2);
  });
});
