import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { FORM_POSTS } from '../support/form-posts.js';
import { recordsOf } from '../support/records.js';
import { World } from '../support/world.js';

let world: World;
let slug: string;

beforeAll(async () => {
  const databasePath = await freshDatabase();
  ({ slug } = aBook(databasePath));
  world = await World.start({ databasePath });
});
afterAll(() => world.stop());

describe('a shop that is opened under another name', () => {
  const opened = () => world.publicUrl.replace('127.0.0.1', 'localhost');

  it('leads to the same page under the name that its cookies and Stripe’s returns have', async () => {
    const answer = await fetch(`${opened()}/books/${slug}`, { redirect: 'manual' });

    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toBe(
      `${world.publicUrl}/books/${slug}?from_other_host=1`,
    );
    expect(await (await fetch(`${opened()}/books/${slug}`)).text()).toContain('Add to cart');
  });

  it('says where it is and how to change that when a form is sent there', async () => {
    const { origin, host } = new URL(opened());
    const headers = { Accept: 'text/html', Origin: origin, Host: host };
    const answer = await fetch(`${opened()}/checkout`, { method: 'POST', headers });

    expect(answer.status).toBe(403);
    const page = await answer.text();
    expect(page).toContain(`The address of this shop is ${world.publicUrl}: please use it there.`);
    expect(page).toContain('set PUBLIC_URL');
    expect(page).toContain(`href="${world.publicUrl}"`);
  });
});

describe('a post from another site', () => {
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
      FORM_POSTS.map((address) => ({
        headers,
        path: address.replace(':slug', 'a-book').replace(':token', 'TOKEN'),
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
