// One shop only: it reads the log of a process, and signals it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { sendRaw } from '../../sandbox/test/support/raw-http.js';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { shopScript } from '../support/program.js';
import { COLLECTED, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

interface Line {
  time: string;
  level: string;
  msg: string;
  requestId?: string;
  method?: string;
  path?: string;
  status?: number | string;
  ms?: number;
}

describe('the logs of production', () => {
  let world: World;
  let slug: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    world = await World.start({ databasePath, production: true });
  });
  afterAll(() => world.stop());

  /** Every line must be JSON: one that is not, fails the test that looks. */
  function lines(): Line[] {
    const text = world.shop.output().trim().split('\n');
    return text.map((line) => JSON.parse(line) as Line);
  }

  function accessLine(path: string): Promise<Line> {
    return eventually(() => {
      const line = lines().find((candidate) => candidate.path === path);
      if (!line) throw new Error(`No line for ${path} in\n${world.shop.output()}`);
      return line;
    });
  }

  it('tell each request by its route, never by an address that opens an order', async () => {
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow(slug);
    await shopper.get(`/checkout/${token}?payment_intent_client_secret=canary`);
    await shopper.get(`/checkout/${token}/no-such-page`);
    // Neither looks like a secret: only the access log itself can leave them out.
    await shopper.get('/checkout/short/no-such-place');
    await shopper.get('/nowhere-else?canary');
    const { headers } = await shopper.get(`/orders/${token}`);

    const line = await accessLine('/orders/:token');
    expect(line).toMatchObject({ level: 'info', method: 'GET', status: 200 });
    expect(line.requestId).toBe(headers.get('x-request-id'));
    expect(typeof line.ms).toBe('number');
    expect(Number.isNaN(Date.parse(line.time))).toBe(false);
    // The first one gave the shopper a cookie.
    const posts = lines().filter(({ path }) => path === '/checkout');
    expect(posts.map(({ method, status }) => [method, status])).toEqual([
      ['POST', 307],
      ['POST', 303],
    ]);
    await accessLine('/checkout/:token/no-such-page');
    await accessLine('/checkout/:token/no-such-place');
    await accessLine('/nowhere-else');
    expect(world.shop.output()).not.toContain(token);
    expect(world.shop.output()).not.toContain('canary');
  });

  it('hold the name that an error page asks the shopper to mention, and the cause beside it', async () => {
    await world.sandbox.stop();
    const { status, text } = await new Shopper(world.shopUrl).postJson('/checkout/delivery', {
      slug,
      ...COLLECTED,
    });
    const page = await new Shopper(world.shopUrl).checkOut({ slug });

    const { instance } = JSON.parse(text) as { instance: string };
    const requestId = instance.replace('urn:uuid:', '');
    expect(status).toBe(503);
    const told = lines().filter((line) => line.requestId === requestId);
    expect(told.map(({ level }) => level)).toContain('error');
    expect(page.text).toContain(page.headers.get('x-request-id'));
  });

  it('cannot be forged by what somebody asks for', async () => {
    const forged = '{"level":"error","msg":"forged"}';
    await new Shopper(world.shopUrl).get(`/nowhere%0A${encodeURIComponent(forged)}`);
    await sendRaw(world.shopUrl, `GET /nowhere2\u2028${forged} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`); // prettier-ignore
    await new Shopper(world.shopUrl).get('/books/end');

    await accessLine('/books/:slug');
    expect(lines().filter(({ msg }) => msg === 'forged')).toEqual([]);
  });

  it('tell of a signal that would open Node’s inspector, and opens nothing', async () => {
    process.kill(world.shop.pid, 'SIGUSR1');

    await eventually(() => expect(world.shop.output()).toContain('SIGUSR1 is ignored'));
    expect(world.shop.output()).not.toContain('Debugger listening');
  });

  it('may lose their reader: the shop goes on without them', async () => {
    world.shop.stopReading();

    for (let page = 0; page < 3; page += 1) {
      expect((await new Shopper(world.shopUrl).get('/')).status).toBe(200);
    }
  });

  it('may meet a full disk: the shop starts, sells and goes on', async () => {
    await world.shop.stop();
    const full = openSync('/dev/full', 'w');
    const env = { PATH: process.env['PATH'], ...world.envs.shop };
    const shop = spawn(process.execPath, [shopScript], { env, stdio: ['ignore', full, full] });
    closeSync(full);
    const ended = once(shop, 'exit');

    await eventually(() => fetch(`${world.shopUrl}/health/live`), 45);
    const pages = [];
    for (const path of ['/', '/cart', '/nowhere']) {
      pages.push((await new Shopper(world.shopUrl).get(path)).status);
    }
    shop.kill();
    await ended;

    expect(pages).toEqual([200, 200, 404]);
  });
});
