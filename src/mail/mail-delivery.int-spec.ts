import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { outboxOf, readMail } from '../../test/support/mails.js';
import { anOrder } from '../../test/support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { FakeSmtpServer } from '../../test/support/smtp-server.js';
import { toSqlTime } from '../database/sql.js';
import { OutboxRepository } from './outbox.repository.js';

let server: FakeSmtpServer;
let shop: ShopInProcess;
let slug: string;

beforeAll(async () => {
  server = await FakeSmtpServer.start();
  const MAIL_FROM = 'Bücher & Söhne <orders@books.example>';
  shop = await openImpatientShop({ MAIL_URL: server.url, MAIL_FROM });
  slug = aBook(shop.databasePath).slug;
});
afterAll(async () => {
  await shop.close();
  await server.stop();
});
beforeEach(() => {
  for (const kept of [server.taken, server.next, server.recipients]) kept.length = 0;
});
// Each test has one mail.
afterEach(() => void shop.change('DELETE FROM OutboxMail'));

const send = () => shop.sendMails();
const row = () => outboxOf(shop.databasePath)[0];
const due = () => shop.change('UPDATE OutboxMail SET nextAttemptAt = createdAt');

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

async function aPaidOrder(email = 'ada@example.com') {
  const order = await anOrder(shop, slug);
  shop.change('UPDATE "Order" SET email = ? WHERE id = ?', email, order.id);
  order.pay();
  await order.look();
  return order;
}

describe('a mail server', () => {
  it('gets each mail once, and nothing of others in its headers', async () => {
    const order = await aPaidOrder();
    await send();
    await send();
    const [mail = ''] = server.taken;

    expect(server.taken).toHaveLength(1);
    expect(server.recipients).toEqual(['ada@example.com']);
    expect(await readMail(mail)).toMatchObject({
      from: { name: 'Bücher & Söhne', address: 'orders@books.example' },
      to: [{ address: 'ada@example.com' }],
      subject: `Order ${order.number}: we have received your payment`,
    });
    expect(
      mail
        .split('\r\n\r\n')[0]
        ?.split('\r\n')
        .filter((line) => line.length > 78),
    ).toEqual([]);
  });

  it.each([
    ['hang-up', 'Connection closed unexpectedly'],
    ['defer', '451 4.7.1 come back later'],
    ['accept-silently', 'Connection closed unexpectedly'],
  ] as const)('that answers by %s is asked again, later', async (behaviour, words) => {
    await aPaidOrder();
    server.next.push(behaviour);
    await send();
    const failed = row();
    await send();
    const early = server.taken.length;
    due();
    await send();

    expect(failed).toMatchObject({ status: 'pending', attempts: 1 });
    expect(failed?.lastError).toContain(words);
    expect(Date.parse(failed?.nextAttemptAt ?? '')).toBeGreaterThan(Date.now());
    expect([early, server.taken.length]).toEqual(behaviour === 'accept-silently' ? [1, 2] : [0, 1]);
    expect(row()).toMatchObject({ status: 'sent', attempts: 2, lastError: null });
  });

  it('that takes none for more than an hour is told to the seller, with its last words', async () => {
    await aPaidOrder();
    server.next.push('defer', 'hang-up');
    await send();
    const made = (minutes: number) =>
      shop.change('UPDATE OutboxMail SET createdAt = ?', toSqlTime(minutesAgo(minutes)));
    made(50);
    const soon = await shop.orders('review');
    made(70);
    due();
    await send();
    const late = await shop.orders('review');
    const json = await shop.orders('--json', 'review');
    due();
    await send();

    expect(soon).toMatchObject({ code: 0, said: 'Nothing requires a decision.' });
    expect(late.code).toBe(1);
    expect(late.said).toMatch(
      /^Mails waiting to be sent since 20\S+Z: 1 \(Connection closed unexpectedly\)\n {2}→ a mailbox may be full, .* npm run doctor/,
    );
    expect(JSON.parse(json.said)).toMatchObject({
      waiting_mails: { count: 1, last_error: 'Connection closed unexpectedly' },
    });
    expect(await shop.orders('review')).toMatchObject({ code: 0 });
  });

  it('that gets a mail twice can tell by its Message-ID', async () => {
    await aPaidOrder();
    server.next.push('accept-silently');
    await send();
    due();
    await send();
    const mails = await Promise.all(server.taken.map((mail) => readMail(mail)));

    expect(mails.map(({ messageId }) => messageId)).toEqual(
      Array(2).fill(`<${row()?.id}@books.example>`),
    );
  });

  it('that refuses a mail for good is not asked again, and a person is told', async () => {
    const order = await aPaidOrder();
    server.next.push('refuse');
    await send();
    due();
    await send();
    const review = await shop.orders('review');
    const list = await shop.orders('mail');

    expect(row()).toMatchObject({ status: 'refused', attempts: 1 });
    expect(server.taken).toEqual([]);
    expect(review.said).toContain('Mails that were not sent, or may not have been: 1');
    expect(list).toMatchObject({ code: 1 });
    expect(list.said).toContain(`(order-paid of order ${order.number}) to ada@example.com: `);
    expect(list.said).toContain('550 5.1.1 no such mailbox');
    expect(shop.said.join()).not.toContain('ada@example.com');
  });

  it('gets it at another address on a person’s word, or never', async () => {
    await aPaidOrder('adda@example.com');
    server.next.push('refuse', 'refuse');
    await send();
    const id = row()?.id ?? '';
    await shop.orders('mail', id, 'send', '--to', 'ada@example.com');
    await send();
    const dismissed = await shop.orders('mail', id, 'dismiss');
    const again = await shop.orders('mail', id, 'send');

    expect(server.recipients).toEqual(['adda@example.com', 'ada@example.com']);
    expect([dismissed.code, again.code]).toEqual([0, 1]);
    expect(row()).toMatchObject({ status: 'dropped', recipient: 'ada@example.com' });
  });

  it('is not asked for three days and longer', async () => {
    await aPaidOrder();
    server.next.push('defer');
    shop.change(`UPDATE OutboxMail SET createdAt = '2026-01-01T00:00:00.000+00:00'`);
    await send();

    expect(row()).toMatchObject({ status: 'failed' });
  });

  it('gets one mail to one address, whatever the address is made of', async () => {
    await aPaidOrder('a@a.example>, <b@b.example');
    await send();

    expect(new Set(server.recipients).size).toBeLessThanOrEqual(1);
    expect(server.recipients).not.toContain('b@b.example');
  });
});

describe('the outbox', () => {
  it('forgets to whom a mail was, of those that wait for nothing', async () => {
    await aPaidOrder();
    const tomorrow = new Date(Date.now() + 86_400_000);
    const outbox = shop.get(OutboxRepository);
    await outbox.forgetPeople(tomorrow);
    const waiting = row();
    await send();
    await outbox.forgetPeople(tomorrow);

    expect(waiting).toMatchObject({ status: 'pending', recipient: 'ada@example.com' });
    expect(row()).toMatchObject({ status: 'sent', recipient: null });
  });
});

describe('two processes', () => {
  it('never send one mail at the same time', async () => {
    await aPaidOrder();
    const outbox = shop.get(OutboxRepository);
    const now = new Date();
    const claims = await Promise.all(Array.from({ length: 5 }, () => outbox.claim(now)));
    const afterTwoMinutes = await outbox.claim(new Date(now.getTime() + 120_000));

    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(afterTwoMinutes).toMatchObject({ attempts: 2 });
  });
});
