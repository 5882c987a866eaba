import { describe, expect, it } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { COLLECTED } from '../support/shopper.js';
import { World } from '../support/world.js';

const OLD = 'an-old-session-secret-of-at-least-32-characters';
const NEW = 'a-new-session-secret-of-at-least-32-characters';
const HTTPS = { PUBLIC_URL: 'https://books.example', TRUST_PROXY: '1' };
const WITH_SIGNATURE = ['__Host-folio', '__Host-folio.sig'];

interface Cookie {
  name: string;
  value: string;
  attributes: string[];
}

function readCookies(response: Response): Cookie[] {
  return response.headers.getSetCookie().map((line) => {
    const [pair = '', ...attributes] = line.split('; ');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    return { name, value, attributes: attributes.map((text) => text.toLowerCase()) };
  });
}

const asHeader = (cookies: Cookie[]) =>
  cookies.map(({ name, value }) => `${name}=${value}`).join('; ');

/** Through a proxy that speaks https with the browser. */
function buy(world: World, slug: string, cookies: Cookie[], protocol = 'https') {
  // Where a browser without a cookie is redirected to.
  return fetch(`${world.shopUrl}/checkout/delivery?session=new`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      Cookie: asHeader(cookies),
      'Sec-Fetch-Site': 'same-origin',
      'X-Forwarded-Proto': protocol,
      'X-Forwarded-For': '203.0.113.9',
    },
    body: new URLSearchParams({ slug, ...COLLECTED }),
  });
}

async function inShops(secrets: string[], work: (world: World, slug: string) => Promise<void>) {
  const databasePath = await freshDatabase();
  const { slug } = aBook(databasePath);
  for (const secret of secrets) {
    const shopEnv = { ...HTTPS, SESSION_SECRET: secret };
    const world = await World.start({ databasePath, shopEnv });
    await world.control.set({ webhooks: 'off' });
    try {
      await work(world, slug);
    } finally {
      await world.stop();
    }
  }
}

describe('the cookie of a shop with https', () => {
  it('is bound to this host and to https, and no script can read it', async () => {
    await inShops([OLD], async (world, slug) => {
      const cookies = readCookies(await buy(world, slug, []));

      expect(cookies.map(({ name }) => name)).toEqual(WITH_SIGNATURE);
      for (const { attributes } of cookies) {
        expect(attributes).toEqual(
          expect.arrayContaining(['path=/', 'secure', 'httponly', 'samesite=lax']),
        );
        expect(attributes.join()).not.toContain('domain');
        expect(attributes.join()).toContain('expires=');
      }
    });
  });

  it('is not set over plain http', async () => {
    await inShops([OLD], async (world, slug) => {
      expect(readCookies(await buy(world, slug, [], 'http'))).toEqual([]);
    });
  });

  it('outlives a change of the secret: read by the old one, signed whole by the new one', async () => {
    const visits: Cookie[][] = [];
    await inShops([OLD, `${NEW},${OLD}`, NEW], async (world, slug) => {
      const response = await buy(world, slug, visits.at(-1) ?? []);
      expect(response.status).toBe(303);
      visits.push(readCookies(response));
      // In another world Stripe's account is another, so it is the shopper who tells.
      const shoppers = recordsOf(world.databasePath).orders() as unknown as { shopperId: string }[];
      expect(new Set(shoppers.map(({ shopperId }) => shopperId)).size).toBe(1);
    });

    const [first, second, third] = visits;
    expect(second?.map(({ name }) => name)).toEqual(expect.arrayContaining(WITH_SIGNATURE));
    expect(second?.map(({ name }) => name).sort()).toEqual(WITH_SIGNATURE);
    for (const { attributes } of second ?? []) {
      expect(attributes).toEqual(
        expect.arrayContaining(['secure', 'httponly', 'samesite=lax', 'path=/']),
      );
      expect(attributes.join()).toContain('expires=');
    }
    expect(second?.at(0)?.value).toBe(first?.at(0)?.value);
    expect(third).toEqual([]); // the new secret alone knows it: nothing to renew
  });
});
