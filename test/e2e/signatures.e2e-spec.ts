import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerOn, openSocket, sendRaw, statusOf } from '../../sandbox/test/support/raw-http.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { deliver, sign, type SignedEvent } from '../support/signed-event.js';
import { itOnOneShop } from '../support/it-on-one-shop.js';
import { World } from '../support/world.js';

const OLD_SECRET = 'whsec_old0123456789abcdef0123456789abcdef';
const NEW_SECRET = 'whsec_new0123456789abcdef0123456789abcdef';
const now = () => Math.floor(Date.now() / 1000);

const anEvent = (id: string) => ({
  id,
  object: 'event',
  livemode: false,
  type: 'customer.created',
  api_version: '2026-08-26.dahlia',
  created: now(),
  data: { object: { id: 'cus_1', object: 'customer' } },
});

describe('POST /webhooks/stripe', () => {
  let world: World;

  beforeAll(async () => {
    const shopEnv = { STRIPE_WEBHOOK_SECRET: `${NEW_SECRET}, ${OLD_SECRET}` };
    world = await World.start({ databasePath: await freshDatabase(), shopEnv });
  });
  afterAll(() => world.stop());

  const stored = () => recordsOf(world.databasePath).events();
  const good = (id: string) => sign(anEvent(id), NEW_SECRET);

  const REFUSED: [string, () => SignedEvent][] = [
    ['a missing signature', () => ({ ...good('evt_r'), signature: '' })],
    ['a wrong secret', () => sign(anEvent('evt_r'), 'whsec_wrong')],
    ['a body altered by one byte', () => ({ ...good('evt_r'), body: `${good('evt_r').body} ` })],
    ['a stale signature', () => sign(anEvent('evt_r'), NEW_SECRET, now() - 301)],
    ['a signature from the future', () => sign(anEvent('evt_r'), NEW_SECRET, now() + 3600)],
    [
      'a v0 only',
      () => ({ ...good('evt_r'), signature: good('evt_r').signature.replace('v1', 'v0') }),
    ],
    ['a signed text that is not JSON', () => sign('<event/>', NEW_SECRET)],
    ['a signed {}', () => sign('{}', NEW_SECRET)],
    ['a signed empty body', () => sign('', NEW_SECRET)],
  ];

  it.each(REFUSED)('refuses %s with 400 and stores nothing', async (_case, make) => {
    const before = stored().length;

    const answer = await deliver(world.shopUrl, make());

    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(stored()).toHaveLength(before);
  });

  it('refuses a signature that comes as two headers', async () => {
    const { body, signature } = good('evt_twice');

    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = {
        'Content-Type': 'application/json',
        'Stripe-Signature': [signature, signature],
      };
      request(`${world.shopUrl}/webhooks/stripe`, { method: 'POST', headers }, (response) => {
        resolve(response.resume().statusCode);
      })
        .on('error', reject)
        .end(body);
    });

    expect(status).toBe(400);
    expect(stored().map(({ eventId }) => eventId)).not.toContain('evt_twice');
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])(
    'goes by the bytes when they are called %s',
    async (contentType) => {
      const { body, signature } = good(`evt_${contentType.replace(/\W/g, '')}`);
      const headers = { 'Content-Type': contentType, 'Stripe-Signature': signature };

      const answer = await fetch(`${world.shopUrl}/webhooks/stripe`, {
        method: 'POST',
        headers,
        body,
      });

      expect(answer.status).toBe(200);
    },
  );

  it('answers 415, in words, to an event that comes packed, and stores nothing', async () => {
    const { body, signature } = good('evt_packed');
    const packed = { 'Content-Encoding': 'gzip', 'Stripe-Signature': signature };

    const answer = await fetch(`${world.shopUrl}/webhooks/stripe`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...packed },
      body: gzipSync(body),
    });

    expect(answer.status).toBe(415);
    expect(await answer.json()).toMatchObject({
      type: '/problems/unsupported-content',
      detail: expect.stringContaining('send it again without Content-Encoding'),
    });
    expect(stored().map(({ eventId }) => eventId)).not.toContain('evt_packed');
  });

  it.each(['/webhooks/stripe/', '/Webhooks/Stripe'])('is also what answers at %s', async (path) => {
    const eventId = `evt_at${path.replaceAll(/\W/g, '_')}`;
    const { body, signature } = good(eventId);
    const headers = { 'Content-Type': 'application/json', 'Stripe-Signature': signature };

    const signed = await fetch(world.shopUrl + path, { method: 'POST', headers, body });
    const unsigned = await fetch(world.shopUrl + path, { method: 'POST', body });

    expect([signed.status, unsigned.status]).toEqual([200, 400]);
    expect(stored().map(({ eventId: id }) => id)).toContain(eventId);
  });

  it.each([
    ['PUT', '/webhooks/stripe'],
    ['GET', '/webhooks/stripe'],
    ['GET', '/webhooks/stripe/events'],
  ])('has nothing for %s %s', async (method, path) => {
    expect((await fetch(world.shopUrl + path, { method })).status).toBe(404);
  });

  it('accepts a second v1 that is valid, and a secret that is being rotated out', async () => {
    const second = good('evt_second');
    const withTwo = second.signature.replace(',v1=', `,v1=${'0'.repeat(64)},v1=`);

    const answers = [
      await deliver(world.shopUrl, { ...second, signature: withTwo }),
      await deliver(world.shopUrl, sign(anEvent('evt_rotated'), OLD_SECRET)),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(stored().map(({ eventId }) => eventId)).toEqual(
      expect.arrayContaining(['evt_second', 'evt_rotated']),
    );
  });

  itOnOneShop(
    'the balancer of the tests reads a request whole',
    'refuses what has no signature before its body is there',
    async () => {
      const head = 'POST /webhooks/stripe HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 1000000\r\n\r\n'; // prettier-ignore

      const { status, text, ms } = await sendRaw(world.shopUrl, `${head}{`);

      expect(status).toBe(400);
      expect(text).toContain('"code":"invalid-signature"');
      expect(ms).toBeLessThan(5_000); // a body that does not come is waited for fifteen
    },
  );

  itOnOneShop(
    'the balancer of the tests reads a request whole',
    'accepts 25 events of a megabyte at once, beside a hundred whose bodies never end',
    async () => {
      const head = 'POST /webhooks/stripe HTTP/1.1\r\nHost: a\r\nStripe-Signature: t=1,v1=0\r\nContent-Length: 1000000\r\n\r\n'; // prettier-ignore
      const endless = await Promise.all(
        Array.from({ length: 100 }, async () => {
          const socket = await openSocket(world.shopUrl);
          socket.write(`${head}{`);
          return { socket, answer: answerOn(socket) };
        }),
      );
      const events = Array.from({ length: 25 }, (_, index) => {
        const event = { ...anEvent(`evt_large_${index}`), padding: 'x'.repeat(1_000_000) };
        return deliver(world.shopUrl, sign(event, NEW_SECRET));
      });

      const statuses = (await Promise.all(events)).map(({ status }) => status);
      const refused = await Promise.all(endless.slice(0, 36).map(({ answer }) => answer));
      for (const { socket } of endless) socket.destroy();

      expect(statuses).toEqual(statuses.map(() => 200));
      // Sixty-four bodies are received at a time: whoever began before those is told at once.
      expect(refused.map(statusOf)).toEqual(refused.map(() => 408));
      expect(refused[0]).toContain('"code":"request-too-slow"');
    },
  );

  it('refuses a body of more than a megabyte', async () => {
    const answer = await deliver(world.shopUrl, sign('x'.repeat(1_100_000), NEW_SECRET));

    expect(answer.status).toBe(413);
  });
});
