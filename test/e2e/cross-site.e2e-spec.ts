import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { World } from '../support/world.js';

describe('a post from another site', () => {
  let world: World;
  let slug: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    world = await World.start({ databasePath });
  });
  afterAll(() => world.stop());

  const post = (path: string, headers: Record<string, string>) =>
    fetch(world.shopUrl + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { Accept: 'application/json', ...headers },
      body: new URLSearchParams({ slug, quantity: '1', email: 'eve@example.com' }),
    });

  const FOREIGN: Record<string, string>[] = [
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': '' },
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Referer: 'https://evil.example/' },
    {},
  ];

  it.each(
    FOREIGN.flatMap((headers) =>
      ['/checkout', '/cart/items', `/cart/items/a-book`, '/checkout/TOKEN/contact'].map((path) => ({
        headers,
        path,
      })),
    ),
  )('is refused, changes nothing and sets no cookie: $path with $headers', async (foreign) => {
    const before = recordsOf(world.databasePath).orders();

    const response = await post(foreign.path, foreign.headers);

    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'cross-site-request' });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(recordsOf(world.databasePath).orders()).toEqual(before);
  });

  it('is known by what the browser says of it first, and by its origin only where it says nothing', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: world.shopUrl };

    expect((await post('/checkout', headers)).status).toBe(403);
  });

  it('is told from one of the shop’s own pages, and from what the shopper repeats', async () => {
    const own = [
      { 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'none' },
      { Origin: world.shopUrl },
    ];
    for (const headers of own)
      expect((await post('/checkout?session=new', headers)).status).toBe(303);
  });
});
