import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAGE_NAMES } from '../../src/shop/pages/page-names.js';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { shopFolder } from '../support/shop-folder.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

describe('a shop with a seller', () => {
  let world: World;
  let shopper: Shopper;
  let slug: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    const SHOP_DIR = await shopFolder({ policies: { withdrawalDays: 14 } });
    world = await World.start({ databasePath, shopEnv: { SHOP_DIR } });
    shopper = new Shopper(world.shopUrl, '10.0.0.1');
  });
  afterAll(() => world.stop());

  const anotherBook = () => aBook(world.databasePath, { slug: 'another' }).slug;

  it.each(PAGE_NAMES)('says on /%s who sells, which is the same for everybody', async (name) => {
    const { status, text, headers } = await shopper.get(`/${name}`);

    expect([status, headers.get('Cache-Control')]).toEqual([200, 'public, no-cache']);
    expect(headers.get('Set-Cookie')).toBeNull();
    expect(text).toContain(`<link rel="canonical" href="${world.publicUrl}/${name}">`);
    expect(text).not.toMatch(/\{\{| style=/);
  });

  it('says so on every page, which leads to all of these', async () => {
    for (const page of ['/', '/contact', '/nowhere']) {
      const { text } = await shopper.get(page);

      expect(text).toMatch(/12 Mill Lane.*Portland, OR 97205.*mailto:books@folio\.example/s);
      for (const name of PAGE_NAMES) expect(text).toContain(`<a href="/${name}">`);
    }
  });

  describe('/orders', () => {
    const links = (text: string) =>
      [...text.matchAll(/href="(\/orders\/[^"]+)"/g)].map(([, to]) => to);

    it('is never an error, and shows nobody anything', async () => {
      const { status, text, headers } = await new Shopper(world.shopUrl).get('/orders');

      expect([status, links(text)]).toEqual([200, []]);
      expect(headers.get('Cache-Control')).toContain('no-store');
      expect(text).toContain('There are no orders in this browser yet');
    });

    it('lists the orders of this browser, newest first, and no other’s', async () => {
      const [reader, other] = [new Shopper(world.shopUrl), new Shopper(world.shopUrl)];
      const tokens = [await reader.buyNow(slug), await reader.buyNow(anotherBook())];
      await other.buyNow(slug);

      const { text, headers } = await reader.get('/orders');

      expect(links(text)).toEqual(tokens.reverse().map((token) => `/orders/${token}`));
      expect(text).toMatch(/Not paid yet.*Total \$23\.00/s);
      // A form posts from here: its origin has to be sent.
      expect(headers.get('Referrer-Policy')).toBe('same-origin');
    });

    it('answers alike whether orders have the address or not, and when it is asked too often', async () => {
      const token = await new Shopper(world.shopUrl).buyNow(slug);
      onDatabase(world.databasePath, (database) =>
        database
          .prepare(`UPDATE "Order" SET email = 'ada@example.com', state = 'paid' WHERE token = ?`)
          .run(token),
      );
      const ask = async (email: string) => {
        const { status, location, text, headers } = await new Shopper(world.shopUrl).post('/orders/links', { email }); // prettier-ignore
        const names = [...headers.keys()].sort();
        return { status, location, text, names };
      };
      const answers = [];
      for (const email of ['ada@example.com', 'nobody@example.com']) answers.push(await ask(email));
      for (let times = 0; times < 4; times += 1) answers.push(await ask('ada@example.com'));

      expect(answers[0]).toMatchObject({ status: 303, location: '/orders?links=sent' });
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      const { text } = await shopper.get('/orders?links=sent');
      expect(text).toContain('If orders with this address were paid');
    });

    it('lets one sender ask some times only', async () => {
      const sender = new Shopper(world.shopUrl);
      const statuses = new Set<number>();
      for (let times = 0; times < 21; times += 1)
        statuses.add(
          (await sender.post('/orders/links', { email: `a${times}@example.com` })).status,
        );

      expect([...statuses]).toEqual([303, 429]);
    });
  });

  it('is withdrawn from in two steps', async () => {
    const reader = new Shopper(world.shopUrl);
    const token = await reader.buyNow(slug);
    const page = `/orders/${token}/withdraw`;
    expect((await reader.get(page)).status).toBe(404);
    const { paymentIntentId } = recordsOf(world.databasePath).order(token);
    await payWith(world.stripe, paymentIntentId ?? '');
    await reader.get(`/checkout/${token}/return`);
    const ada = { name: 'Ada <Lovelace>', email: 'ada@example.com' };

    const order = await reader.get(`/orders/${token}`);
    expect(order.text).toContain(`<a href="${page}">Withdraw from contract here</a>`);
    expect((await reader.post(page, { ...ada, name: ' ' })).status).toBe(422);
    const entered = await reader.post(page, ada);
    expect(entered.status).toBe(200);
    expect(entered.text).toContain('Confirm withdrawal');
    expect((await reader.get(page)).text).toContain('Continue');

    const confirmed = await reader.post(page, { ...ada, step: 'confirm' });
    expect(confirmed).toMatchObject({ status: 303, location: page });
    for (const each of [page, `/orders/${token}`])
      expect((await reader.get(each)).text).toContain('Ada &lt;Lovelace&gt; withdrew from the contract on'); // prettier-ignore
  });
});
