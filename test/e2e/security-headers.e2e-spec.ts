import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'x-powered-by': null,
  server: null,
};
const OPEN = { ...EVERYWHERE, 'referrer-policy': 'same-origin' };
const OWN = { ...OPEN, 'cache-control': 'no-store' };
const SECRET = { ...OWN, 'referrer-policy': 'no-referrer' };

describe('the security headers', () => {
  let world: World;
  let token: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    const { slug } = aBook(databasePath);
    world = await World.start({ databasePath });
    token = await new Shopper(world.shopUrl).buyNow(slug);
  });
  afterAll(() => world.stop());

  const ROUTES: [string, number, Record<string, string | null>][] = [
    ['/', 200, OPEN],
    ['/books/the-art-of-doing-science-and-engineering', 200, OPEN],
    ['/books/nothing', 404, { ...OPEN, 'cache-control': 'no-store' }],
    ['/nowhere', 404, { ...OPEN, 'cache-control': 'no-store' }],
    ['/health/live', 200, OPEN],
    ['/cart', 200, OWN],
    ['/checkout/TOKEN', 200, OWN],
    ['/checkout/unknown', 404, OWN],
    ['/checkout/%ff', 400, OWN],
    ['/checkout/TOKEN/return', 303, OWN],
    ['/orders/TOKEN', 200, SECRET],
    ['/orders/TOKEN/status', 200, SECRET],
  ];

  it.each(ROUTES)('of %s (%i) are complete', async (path, status, expected) => {
    const answer = await new Shopper(world.shopUrl).get(path.replace('TOKEN', token));

    const names = Object.keys(expected);
    const sent = Object.fromEntries(names.map((name) => [name, answer.headers.get(name)]));
    expect(answer.status).toBe(status);
    expect(sent).toEqual(expected);
    expect(policyOf(answer.headers)).toEqual({
      'default-src': "'none'",
      'script-src': `'self' ${world.sandboxUrl}`,
      'style-src': "'self'",
      'img-src': "'self' data:",
      'connect-src': `'self' ${world.sandboxUrl}`,
      'frame-src': world.sandboxUrl,
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
    });
  });

  it.each(['/assets/icon.svg', '/assets/shop.css', '/assets/favicon.ico', '/covers/a-cover.svg'])(
    'of the file %s let it be no page of the shop, and are short',
    async (file) => {
      const covers = path.join(world.dataDirectory, 'covers');
      mkdirSync(covers, { recursive: true });
      writeFileSync(path.join(covers, 'a-cover.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
      const { headers, status } = await fetch(`${world.shopUrl}${file}`);

      expect(status).toBe(200);

      expect(policyOf(headers)).toEqual({ 'default-src': "'none'", 'frame-ancestors': "'none'" });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect([...headers].join('\n').length).toBeLessThan(600);
    },
  );

  it('ask for https for good only where the shop has https', async () => {
    expect((await fetch(world.shopUrl)).headers.get('strict-transport-security')).toBeNull();
  });
});

/** As a map, so that nothing, an `unsafe-inline` least of all, can be in it unseen. */
function policyOf(headers: Headers): Record<string, string> {
  const directives = headers.get('content-security-policy')?.split(';') ?? [];
  return Object.fromEntries(
    directives.map((text): [string, string] => {
      const [name = '', sources = ''] = text.split(/ (.*)/s);
      return [name, sources];
    }),
  );
}
