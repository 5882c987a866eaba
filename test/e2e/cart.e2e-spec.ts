import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { type Answer, COLLECTED, payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const [ONE, TWO, LAST] = ['book-one', 'book-two', 'last-copy'];
const MANY = Array.from({ length: 10 }, (_, at) => `one-of-many-${at}`);

describe('the cart', () => {
  let world: World;
  let shopper: Shopper;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { slug: ONE, title: 'Book One', unitPriceMinor: 2300 });
    aBook(databasePath, { slug: TWO, title: 'Book Two', unitPriceMinor: 2800 });
    aBook(databasePath, { slug: LAST, title: 'Last Copy', unitPriceMinor: 900, stock: 1 });
    for (const slug of MANY) aBook(databasePath, { slug });
    world = await World.start({ databasePath });
    await world.control.set({ webhooks: 'off' });
  });
  beforeEach(() => {
    shopper = new Shopper(world.shopUrl);
  });
  afterAll(() => world.stop());

  const add = (slug: string, quantity = '1') => shopper.post('/cart/items', { slug, quantity });
  const setQuantity = (slug: string, quantity: string) =>
    shopper.post(`/cart/items/${slug}`, { quantity });
  const total = async () =>
    /<strong>([^<]*)<\/strong><\/p>/.exec((await shopper.get('/cart')).text)?.[1];
  const copies = async (by = shopper) =>
    (JSON.parse((await by.get('/cart/count')).text) as { copies: number }).copies;
  const seen = async () =>
    /name="seen" value="([^"]*)"/.exec((await shopper.get('/cart')).text)?.[1] ?? '';
  const orderOf = (token: string) => recordsOf(world.databasePath).order(token);
  const tokenOf = ({ location }: Answer) => location?.split('/').at(-1) ?? '';
  const checkOut = async () => tokenOf(await shopper.checkOut());
  const run = (sql: string) => onDatabase(world.databasePath, (database) => database.exec(sql));

  async function pay(token: string) {
    await payWith(world.stripe, orderOf(token).paymentIntentId ?? '');
    await shopper.get(`/orders/${token}`);
    expect(orderOf(token).state).toBe('paid');
  }

  it('holds several books, changes their number and takes them out', async () => {
    expect(await add(ONE, '2')).toMatchObject({ status: 303, location: `/cart?added=${ONE}` });
    await add(TWO);
    expect([await total(), await copies()]).toEqual(['$74.00', 3]);

    expect(await setQuantity(ONE, '5')).toMatchObject({ location: `/cart?updated=${ONE}` });
    expect([await total(), await copies()]).toEqual(['$143.00', 6]);

    expect(await setQuantity(ONE, '0')).toMatchObject({
      location: `/cart?removed=${ONE}&copies=5`,
    });
    expect([await total(), await copies()]).toEqual(['$28.00', 1]);
  });

  it('is one shopper’s own', async () => {
    await add(ONE);

    const other = new Shopper(world.shopUrl);
    expect(await copies(other)).toBe(0);
    expect((await other.get('/cart')).text).toContain('Your cart is empty');
  });

  it('is made by the first thing put in, not by a visit', async () => {
    const carts = () =>
      onDatabase(world.databasePath, (database) => database.prepare('SELECT id FROM Cart').all());
    const before = carts().length;

    const visit = await shopper.get('/cart');
    await shopper.get('/');

    expect(carts()).toHaveLength(before);
    expect(visit.headers.getSetCookie()).toEqual([]);
  });

  it('tells a browser that refuses cookies so, and “Buy now” works in it', async () => {
    const origin = { Origin: world.shopUrl, 'X-Forwarded-For': '10.200.0.1' };
    const send = async (path: string, fields: Record<string, string>) => {
      const body = new URLSearchParams(fields);
      return (await fetch(world.shopUrl + path, { method: 'POST', headers: origin, body })).text();
    };

    const cart = await send('/cart/items', { slug: ONE, quantity: '1' });
    const delivery = await send('/checkout', { slug: ONE });
    const payment = await send('/checkout/delivery', { slug: ONE, ...COLLECTED });

    expect(cart).toContain('your browser sent no cookie back');
    expect(cart).toContain(`choose “Buy now” on <a href="/books/${ONE}">`);
    expect(delivery).toContain('Continue to payment');
    expect(payment).toContain('Pay $23.00');
    expect((await shopper.get('/cart')).text).not.toContain('no cookie');
  });

  it('loses none of ten additions at once', async () => {
    await add(TWO);
    await Promise.all(MANY.map((slug) => add(slug)));

    expect(await copies()).toBe(11);
  });

  it('adds once when “Add to cart” is pressed twice, also before the shopper has a cookie', async () => {
    const stranger = { 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-For': shopper.address };
    const body = new URLSearchParams({ slug: ONE });
    const url = `${world.shopUrl}/cart/items`;
    await fetch(url, { method: 'POST', redirect: 'manual', headers: stranger, body });

    await Promise.all([add(ONE), add(ONE)]);
    await add(ONE);

    expect(await copies()).toBe(1);
  });

  it('refuses the eleventh copy without losing the ten', async () => {
    await add(TWO);
    await setQuantity(TWO, '10');
    const eleventh = await add(TWO, '2');

    expect(eleventh).toMatchObject({ status: 303, location: `/cart?full=${TWO}` });
    const page = (await shopper.get(`/cart?full=${TWO}`)).text;
    expect(page).toContain('one cart takes 10 copies of a book at most, and yours has 10 copies');
    const program = await shopper.postJson('/cart/items', { slug: TWO, quantity: 2 });
    expect([program.status, program.text.includes('too-many-copies')]).toEqual([422, true]);
    expect(await copies()).toBe(10);
  });

  it.each(['-1', '1.5', '1e3', '11', '', 'two', '0x5'])(
    'refuses a quantity of %j',
    async (quantity) => {
      await add(TWO);

      const answers = [await add(ONE, quantity), await setQuantity(TWO, quantity)];

      expect(answers.map(({ status }) => status)).toEqual([422, 422]);
      expect(answers[0]?.text).toContain('whole number of copies');
      expect(await copies()).toBe(1);
    },
  );

  it('orders the quantities that are chosen on its page, also those that were not updated', async () => {
    await add(ONE);
    await add(TWO);
    const fields = { seen: await seen(), [`quantity[${ONE}]`]: '3', 'quantity[other]': '2' };

    const answer = await shopper.checkOut(fields);

    expect(orderOf(tokenOf(answer))).toMatchObject({ totalMinor: 3 * 2300 + 2800 });
    expect(await copies()).toBe(4);
  });

  it('updates all quantities that are chosen on its page', async () => {
    await add(ONE);
    await add(TWO);
    const fields = { updated: TWO, [`quantity[${ONE}]`]: '3', [`quantity[${TWO}]`]: '2' };

    expect(await shopper.post('/cart', fields)).toMatchObject({ location: `/cart?updated=${TWO}` });

    expect(await copies()).toBe(5);
  });

  it('leads back to itself when more is chosen than there is, and keeps the choice', async () => {
    await add(LAST);
    const fields = { seen: await seen(), [`quantity[${LAST}]`]: '2' };

    expect(await shopper.checkOut(fields)).toMatchObject({ location: '/cart?changed=1' });

    const page = (await shopper.get('/cart')).text;
    expect(page).toContain('Only 1 left');
    expect(page).toContain(`Change the copies of <a href="#line-${LAST}"><cite><bdi>Last Copy</bdi></cite></a> to go on.`); // prettier-ignore
    expect(page).toContain('name="quantity" value="1">Take 1<');
    expect(page).not.toContain('Total');
    expect(await copies()).toBe(1);
  });

  it('undoes a removal with all of its copies, once, also of one that was pressed twice', async () => {
    await add(ONE, '3');
    const shown = (await shopper.get('/cart')).text;
    const remove = /formaction="([^"]*)" name="quantity" value="0"/.exec(shown)?.[1] ?? '';
    await shopper.post(remove, { quantity: '0' });
    const { location } = await shopper.post(remove, { quantity: '0' });
    const page = (await shopper.get(location ?? '')).text;
    const action = /action="([^"]*)">\s*<input type="hidden" name="quantity" value="(\d+)">/.exec(page); // prettier-ignore
    expect(action?.slice(1)).toEqual([`/cart/items/${ONE}`, '3']);

    for (let press = 0; press < 2; press += 1) {
      await shopper.post(action?.[1] ?? '', { quantity: action?.[2] ?? '' });
    }

    expect(await copies()).toBe(3);
  });

  it('makes one order and one PaymentIntent of what it holds', async () => {
    await add(ONE, '2');
    await add(TWO);

    const tokens = [await checkOut(), await checkOut()];

    const order = orderOf(tokens[0] ?? '');
    const intent = await world.stripe.paymentIntents.retrieve(order.paymentIntentId ?? '');
    expect(tokens[0]).toBe(tokens[1]);
    expect(intent).toMatchObject({
      amount: 7400,
      description: expect.stringContaining('and 1 more'),
    });
  });

  it('makes a new order when it has changed, the old PaymentIntent canceled first', async () => {
    await add(ONE);
    const old = await checkOut();
    await add(TWO);
    const next = await checkOut();

    const intent = await world.stripe.paymentIntents.retrieve(orderOf(old).paymentIntentId ?? '');
    expect([orderOf(old).state, intent.status]).toEqual(['superseded', 'canceled']);
    expect(orderOf(next)).toMatchObject({ state: 'pending', totalMinor: 5100 });
  });

  it('lets exactly what was bought go, once, and keeps what was added meanwhile', async () => {
    await add(ONE, '2');
    const token = await checkOut();
    await pay(token); // another tab adds, after this one has paid
    await add(ONE);
    await add(TWO);
    expect(await copies()).toBe(2);

    await setQuantity(TWO, '3');
    await shopper.get(`/orders/${token}`);
    expect(await copies()).toBe(4);
  });

  it('does not tell somebody who has just paid that nothing was charged', async () => {
    await add(ONE);
    const digest = await seen();
    await pay(await checkOut());

    const stale = await shopper.checkOut({ seen: digest });
    const page = await shopper.get(stale.location ?? '');

    expect(stale.location).toBe('/cart?changed=1');
    expect(page.text).not.toContain('Nothing was charged');
    expect(page.text).toContain('your last order');
  });

  it('keeps what was added between checking out and paying', async () => {
    await add(ONE, '2');
    const token = await checkOut();
    await add(ONE);
    await pay(token);

    expect(await copies()).toBe(1);
  });

  it('does not sell twice what is paid for and under review', async () => {
    await add(ONE);
    const token = await checkOut();
    const id = orderOf(token).paymentIntentId ?? '';
    await world.stripe.paymentIntents.update(id, { amount: 100 });
    await payWith(world.stripe, id);
    await shopper.get(`/orders/${token}`);
    await add(TWO);

    const answer = await shopper.postJson(`/checkout/${token}/contact`, {
      email: 'ada@example.com',
    });

    expect([orderOf(token).state, await copies()]).toEqual(['needs_review', 1]);
    expect(JSON.parse(answer.text)).toMatchObject({ status: 409, code: 'order-not-payable' });
  });

  it('is left alone by “Buy now”', async () => {
    await add(ONE);
    await pay(await shopper.buyNow(ONE));

    expect(await copies()).toBe(1);
  });

  it('keeps what is in it when a payment is declined', async () => {
    await add(ONE);
    const id = orderOf(await checkOut()).paymentIntentId ?? '';
    await payWith(world.stripe, id, 'pm_card_visa_chargeDeclined').catch(() => null);

    expect(await copies()).toBe(1);
  });

  it('refuses to confirm on a payment page that it has outgrown, and says why', async () => {
    await add(ONE);
    const token = await checkOut();
    await add(TWO);

    const answer = await shopper.postJson(`/checkout/${token}/contact`, {
      email: 'ada@example.com',
    });
    const reload = await shopper.get(`/checkout/${token}`);

    expect(answer.status).toBe(409);
    expect(JSON.parse(answer.text)).toMatchObject({
      code: 'cart-changed',
      detail: expect.stringContaining('charged nothing'),
    });
    expect(reload).toMatchObject({ status: 303, location: '/cart?changed=1' });
  });

  it('charges what the page showed when it was confirmed at the very moment of a change', async () => {
    await add(ONE);
    const first = await checkOut();
    const { paymentIntentId } = orderOf(first);
    await add(TWO);
    await payWith(world.stripe, paymentIntentId ?? ''); // the first tab was quicker
    const led = await checkOut();

    expect(led).toBe(first);
    expect(orderOf(first)).toMatchObject({ state: 'paid', totalMinor: 2300 });
    expect(await copies()).toBe(1);
    const next = await checkOut();
    expect(orderOf(next)).toMatchObject({ state: 'pending', totalMinor: 2800 });
  });

  it('shows a price that has changed and asks for consent before it is charged', async () => {
    await add(ONE);
    const before = await seen();
    run(`UPDATE Book SET unitPriceMinor = 2600 WHERE slug = '${ONE}'`);
    const orders = recordsOf(world.databasePath).orders().length;

    const answers = [await shopper.checkOut(), await shopper.checkOut({ seen: before })];
    const page = await shopper.get('/cart');
    expect(answers.map(({ location }) => location)).toEqual(['/cart?changed=1', '/cart?changed=1']);
    expect(recordsOf(world.databasePath).orders()).toHaveLength(orders);
    expect(page.text).toContain('The price was $23.00 and is now $26.00.');
    expect(page.text).toContain('Check out at these prices');

    const consent = await shopper.checkOut({ seen: await seen() });
    run(`UPDATE Book SET unitPriceMinor = 2300 WHERE slug = '${ONE}'`);
    expect(orderOf(tokenOf(consent))).toMatchObject({ totalMinor: 2600 });
  });

  it('flags a book that was withdrawn and sells the others', async () => {
    await add(ONE);
    await add(TWO);
    run(`UPDATE Book SET withdrawnAt = '2026-01-01T00:00:00.000+00:00' WHERE slug = '${ONE}'`);

    const page = await shopper.get('/cart');
    const token = await checkOut();
    const refused = await add(ONE);
    run(`UPDATE Book SET withdrawnAt = NULL WHERE slug = '${ONE}'`);

    expect(page.text).toContain('No longer sold');
    expect(page.text).not.toContain('Copies of Book One');
    expect(orderOf(token)).toMatchObject({ totalMinor: 2800 });
    expect([refused.status, refused.text.includes('No longer sold')]).toEqual([409, true]);
  });

  it('says how many are left and does not check out more', async () => {
    await add(LAST, '2');

    const page = await shopper.get('/cart');

    expect(page.text).toContain('Only 1 left');
    expect(page.text).not.toContain('Check out');
    expect(await shopper.checkOut()).toMatchObject({ location: '/cart?changed=1' });
  });

  it('leads an empty one back to itself', async () => {
    expect(await shopper.checkOut()).toMatchObject({ location: '/cart?changed=1' });
  });
});
