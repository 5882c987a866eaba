import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { BY_MAIL, BY_PARCEL_TO_GERMANY, COLLECTED, payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

describe('POST /checkout', () => {
  let world: World;
  let shopper: Shopper;
  const slug = 'the-art-of-doing-science-and-engineering';

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    aBook(databasePath, { slug: 'too-cheap', unitPriceMinor: 49 });
    aBook(databasePath, { slug: 'withdrawn-book' });
    aBook(databasePath, { slug: 'sold-out', stock: 0 });
    onDatabase(databasePath, (database) =>
      database
        .prepare(`UPDATE Book SET withdrawnAt = '2026-01-01T00:00:00.000+00:00' WHERE slug = ?`)
        .run('withdrawn-book'),
    );
    world = await World.start({ databasePath });
    await world.control.set({ webhooks: 'off' });
  });
  beforeEach(() => {
    shopper = new Shopper(world.shopUrl);
  });
  afterAll(() => world.stop());

  const orderOf = (token: string) => recordsOf(world.databasePath).order(token);
  const setPrice = (minor: number) => {
    onDatabase(world.databasePath, (database) =>
      database.prepare('UPDATE Book SET unitPriceMinor = ? WHERE slug = ?').run(minor, slug),
    );
  };

  it('freezes an order and ties one PaymentIntent to it', async () => {
    const order = orderOf(await shopper.buyNow(slug));

    const intent = await world.stripe.paymentIntents.retrieve(order.paymentIntentId ?? '');
    expect(intent).toMatchObject({
      amount: 2300,
      currency: 'usd',
      status: 'requires_payment_method',
      automatic_payment_methods: { enabled: true },
      metadata: { order_id: order.id, folio_order: String(order.number) },
      description: `Order ${order.number}: The Art of Doing Science and Engineering`,
    });
  });

  it.each([
    ['by mail', BY_MAIL, 2750, 'US'],
    ['by parcel, to another country', BY_PARCEL_TO_GERMANY, 4250, 'DE'],
    ['collected', COLLECTED, 2300, undefined],
  ])(
    'charges books and their delivery as one amount: %s',
    async (_, delivery, totalMinor, country) => {
      const token = await shopper.buyNow(slug, delivery);
      const order = orderOf(token);
      const page = await shopper.get(`/checkout/${token}`);

      const { amount, shipping } = await world.stripe.paymentIntents.retrieve(
        order.paymentIntentId ?? '',
      );
      expect([order.totalMinor, amount]).toEqual([totalMinor, totalMinor]);
      expect(page.text).toContain(`Pay $${(totalMinor / 100).toFixed(2)}`);
      expect(shipping?.address?.country).toBe(country);
      expect(shipping?.name).toBe('name' in delivery ? delivery.name : undefined);
    },
  );

  it('says on the book and in the cart what delivery costs', async () => {
    await shopper.post('/cart/items', { slug });

    for (const page of [`/books/${slug}`, '/cart'])
      expect((await shopper.get(page)).text).toContain('Delivery from $4.50, free from $60.00.');
  });

  it('keeps what was entered for the next time, and says beside each field what is wrong', async () => {
    const wrong = { ...BY_MAIL, postalCode: '9720', city: '' };

    const refused = await shopper.checkOut({ slug }, wrong);
    await shopper.checkOut({ slug }, BY_MAIL);
    const again = await shopper.get(`/checkout/delivery?slug=${slug}`);

    expect(refused.status).toBe(422);
    expect(refused.text).toContain('City: please fill this in.');
    expect(refused.text).toContain('ZIP code: please check it. It looks like 97205.');
    expect(refused.text).toContain('value="12 Mill Lane"');
    expect(again.text).toContain('value="12 Mill Lane"');
    expect((await new Shopper(world.shopUrl).get(`/checkout/delivery?slug=${slug}`)).text).not.toContain('Mill Lane" auto'); // prettier-ignore
  });

  it('leads the same shopper back to the same open order', async () => {
    const tokens = [await shopper.buyNow(slug), await shopper.buyNow(slug)];

    expect(tokens[0]).toBe(tokens[1]);
  });

  it('makes one order and one PaymentIntent of fifty posts at once', async () => {
    await shopper.checkOut({ slug: 'no-such-book' }); // the cookie, as from an earlier visit
    const before = recordsOf(world.databasePath).orders().length;

    const tokens = await Promise.all(Array.from({ length: 50 }, () => shopper.buyNow(slug)));

    expect(new Set(tokens).size).toBe(1);
    expect(recordsOf(world.databasePath).orders()).toHaveLength(before + 1);
  });

  it('makes one order of a post that comes twice before the shopper has a cookie', async () => {
    aBook(world.databasePath, { slug: 'last-copy', stock: 1 });
    const orders = () => recordsOf(world.databasePath).orders().length;
    const before = orders();
    const press = () =>
      fetch(`${world.shopUrl}/checkout`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-For': shopper.address },
        body: new URLSearchParams({ slug: 'last-copy' }),
      });

    // A browser drops the first answer, and its cookie with it, when the button is pressed again.
    const dropped = await press();
    expect(dropped.status).toBe(307);
    expect(orders()).toBe(before);
    const followed = await shopper.buyNow('last-copy');

    expect(orders()).toBe(before + 1);
    expect(await shopper.get(`/checkout/${followed}`)).toMatchObject({ status: 200 });
    expect((await shopper.get('/orders')).text.match(/href="\/orders\/[^"]+/g)).toEqual([
      `href="/orders/${followed}`,
    ]);
  });

  it('sells to a browser that keeps no cookie', async () => {
    const post = (path: string, fields: Record<string, string>) =>
      fetch(world.shopUrl + path, {
        method: 'POST',
        headers: {
          Accept: 'text/html',
          'Sec-Fetch-Site': 'same-origin',
          'X-Forwarded-For': shopper.address,
        },
        body: new URLSearchParams(fields),
      });

    const begun = await post('/checkout', { slug });
    const answer = await post('/checkout/delivery', { slug, ...BY_MAIL });

    expect(begun.url).toBe(`${world.shopUrl}/checkout/delivery?slug=${slug}`);
    expect(answer.url).toContain('/checkout/');
    expect(await answer.text()).toContain('Pay $27.50');
  });

  it('shares an order with no other shopper', async () => {
    const mine = await shopper.buyNow(slug);
    const theirs = await new Shopper(world.shopUrl).buyNow(slug);

    expect(mine).not.toBe(theirs);
  });

  it('gives a new order after the old one was paid', async () => {
    const paid = await shopper.buyNow(slug);
    await payWith(world.stripe, orderOf(paid).paymentIntentId ?? '');
    await shopper.get(`/orders/${paid}`);

    expect(await shopper.buyNow(slug)).not.toBe(paid);
  });

  it('supersedes the open order when the price has changed, its PaymentIntent canceled', async () => {
    const old = await shopper.buyNow(slug);
    setPrice(2500);
    const next = await shopper.buyNow(slug);
    setPrice(2300);

    const intent = await world.stripe.paymentIntents.retrieve(orderOf(old).paymentIntentId ?? '');
    expect(orderOf(old)).toMatchObject({ state: 'superseded', totalMinor: 2300 });
    expect(intent.status).toBe('canceled');
    expect(orderOf(next)).toMatchObject({ state: 'pending', totalMinor: 2500 });
    const link = `<a class="button" href="/orders/${next}">To the newer order</a>`;
    expect((await shopper.get(`/orders/${old}`)).text).toContain(link);
    const stranger = new Shopper(world.shopUrl);
    await stranger.buyNow(slug);
    expect((await stranger.get(`/orders/${old}`)).text).not.toContain('To the newer order');
  });

  it('makes no new order when the old one was paid in the meantime, and leads there', async () => {
    const old = await shopper.buyNow(slug);
    await payWith(world.stripe, orderOf(old).paymentIntentId ?? '');
    setPrice(2500);
    const next = await shopper.buyNow(slug);
    setPrice(2300);

    expect(next).toBe(old);
    expect(orderOf(old)).toMatchObject({ state: 'paid', totalMinor: 2300 });
  });

  it.each([
    ['no-such-book', 404, 'Book not found'],
    ['withdrawn-book', 409, 'No longer sold'],
    ['sold-out', 409, 'Sold out'],
    ['too-cheap', 422, 'Card payments start at $0.50.'],
    ['', 422, 'Something is missing'],
  ])('refuses %j with %i and makes no order', async (wanted, status, words) => {
    const before = recordsOf(world.databasePath).orders().length;

    const answer = await shopper.checkOut({ slug: wanted });

    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
    expect(answer.text).toContain('Nothing was charged');
    expect(recordsOf(world.databasePath).orders()).toHaveLength(before);
  });

  it('leads from the payment page of a paid order to the order', async () => {
    const token = await shopper.buyNow(slug);
    await payWith(world.stripe, orderOf(token).paymentIntentId ?? '');

    expect(await shopper.get(`/checkout/${token}`)).toMatchObject({
      status: 303,
      location: `/orders/${token}`,
    });
  });

  it.each([
    { typed: ' ada@example.com ', kept: 'ada@example.com', shown: 'ada@example.com' },
    { typed: 'ivan@почта.рф', kept: 'ivan@xn--80a1acny.xn--p1ai', shown: 'ivan@почта.рф' },
  ])('keeps the e-mail $kept on the order and on the PaymentIntent', async (address) => {
    const token = await shopper.buyNow(slug);
    const { typed, kept, shown } = address;

    const answer = await shopper.postJson(`/checkout/${token}/contact`, { email: typed });

    const { email, paymentIntentId } = orderOf(token);
    const intent = await world.stripe.paymentIntents.retrieve(paymentIntentId ?? '');
    expect([email, intent.receipt_email]).toEqual([kept, kept]);
    expect(JSON.parse(answer.text)).toEqual({ email: kept });
    expect((await shopper.get(`/checkout/${token}`)).text).toContain(`value="${shown}"`);
    expect((await shopper.get(`/orders/${token}`)).text).toContain(shown);
  });

  it('names the field when the e-mail is no e-mail', async () => {
    const token = await shopper.buyNow(slug);

    const answer = await shopper.postJson(`/checkout/${token}/contact`, { email: 'ada' });

    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.parse(answer.text)).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/email', detail: expect.stringContaining('ada@example.com') }],
    });
  });

  it('sends pages whose address is a credential to no cache and names them to nobody', async () => {
    const token = await shopper.buyNow(slug);

    const pages = { checkout: 'same-origin', orders: 'no-referrer' };
    for (const [page, referrerPolicy] of Object.entries(pages)) {
      const { headers } = await shopper.get(`/${page}/${token}`);
      expect(headers.get('referrer-policy')).toBe(referrerPolicy);
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });
});
