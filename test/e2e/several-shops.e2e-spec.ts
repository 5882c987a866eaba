// One shop only: it starts several itself.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { DECLINES } from '../../src/checkout/card-testing/card-testing.guard.js';
import { POST_LIMITS } from '../../src/post-limits.js';
import { describeOnPostgres } from '../support/postgres/fresh.js';
import { SeveralShops } from '../support/several-shops.js';
import { payWith, Shopper } from '../support/shopper.js';
import { deliver, eventOf, sign } from '../support/signed-event.js';
import { size } from '../support/size.js';

const COUNT = size('FOLIO_SHOPS', { usual: 2, long: 4 });
/** Of one book with a tenth as many copies. */
const BUYERS = size('FOLIO_HOT_BOOK_BUYERS', { usual: 60, long: 400 });
const COPIES = BUYERS / 10;
const PATIENCE_SECONDS = 30;

const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at));

describeOnPostgres('several shops on one database', () => {
  let shops: SeveralShops;
  let slug: string;

  beforeAll(async () => {
    shops = await SeveralShops.start({ count: COUNT, shopEnv: { SWEEP_SECONDS: '1' } });
    slug = await shops.aBook('book-one');
  }, 120_000);
  afterAll(() => shops.stop());

  const at = (index: number) => shops.urls[index % COUNT] ?? '';
  const tokensIn = (answers: { location: string | null }[]) =>
    answers.map(({ location }) => location?.split('/').at(-1) ?? '');

  async function paid(token: string, by = shops.paymentOf(token)) {
    await payWith(shops.stripe, await by);
    await expectState(token, 'paid');
  }

  async function expectState(token: string, state: string) {
    await eventually(async () => {
      expect(await shops.rows('SELECT "state" FROM "Order" WHERE "token" = $1', [token])).toEqual([{ state }]); // prettier-ignore
    }, PATIENCE_SECONDS);
  }

  it('let a shopper who comes to each in turn put in, check out and pay', async () => {
    const shopper = new Shopper(at(0));
    await shopper.post('/cart/items', { slug, quantity: '2' });
    const cart = await shopper.at(at(1)).get('/cart');
    const token = await shopper.at(at(1)).buyNow(slug);
    await paid(token);

    expect(cart.text).toContain('$46.00');
    expect((await shopper.at(at(0)).get(`/orders/${token}`)).text).toContain('Your order is paid');
  });

  it('count the posts of a session together', async () => {
    const limit = POST_LIMITS[0]?.session.times ?? 0;
    const shopper = new Shopper(at(0));
    await shopper.buyNow(slug);
    const counted: number[] = [];
    for (let post = 1; post < limit; post += 1) {
      counted.push((await shopper.at(at(post)).checkOut({ slug: 'none' })).status);
    }

    expect(new Set(counted)).toEqual(new Set([404]));
    const after = times(COUNT, (index) => shopper.at(at(index)).checkOut({ slug: 'none' }));
    expect((await Promise.all(after)).map(({ status }) => status)).toEqual(times(COUNT, () => 429));
  });

  it('close checkout together to a client whose cards were declined, wherever that is heard of', async () => {
    await shops.control.set({ webhooks: 'off' });
    const shopper = new Shopper(at(0));
    const id = await shops.paymentOf(await shopper.buyNow(slug));
    for (let card = 0; card < DECLINES.session; card += 1) {
      await payWith(shops.stripe, id, 'pm_card_visa_chargeDeclined').catch(() => null);
    }
    const type = 'payment_intent.payment_failed';
    const { data: events } = await shops.stripe.events.list({ type, limit: DECLINES.session });
    for (const event of events) await deliver(at(1), sign(event, shops.webhookSecret));
    await shops.control.set({ webhooks: 'on' });

    const after = times(COUNT, (index) => shopper.at(at(index)).checkOut({ slug }));
    expect((await Promise.all(after)).map(({ status }) => status)).toEqual(times(COUNT, () => 429));
    expect((await new Shopper(at(0)).checkOut({ slug })).status).toBe(303);
  });

  it('make one order and one PaymentIntent of fifty posts at once', async () => {
    const shopper = new Shopper(shops.url);
    await shopper.post('/cart/items', { slug, quantity: '1' });
    const before = (await shops.stripe.paymentIntents.list({ limit: 100 })).data.length;

    const answers = await Promise.all(times(50, () => shopper.checkOut()));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    const tokens = new Set(tokensIn(answers));
    expect(tokens.size).toBe(1);
    const payments = (await shops.stripe.paymentIntents.list({ limit: 100 })).data;
    expect(payments.length - before).toBe(1);
  });

  it('sell the last copy once', async () => {
    const last = await shops.aBook('last-copy', 1);

    const answers = await Promise.all(
      times(10, (index) => new Shopper(at(index)).checkOut({ slug: last })),
    );

    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(9);
  });

  it('apply an event once, whichever of them it is delivered to', async () => {
    await shops.control.set({ webhooks: 'off' });
    const token = await new Shopper(at(0)).buyNow(slug);
    const id = await shops.paymentOf(token);
    await payWith(shops.stripe, id);
    const event = await eventOf(shops.stripe, 'payment_intent.succeeded', id);

    const answers = await Promise.all(
      times(6, (index) => deliver(at(index), sign(event, shops.webhookSecret))),
    );
    await shops.control.set({ webhooks: 'on' });

    expect(answers.map(({ status }) => status)).toEqual(times(6, () => 200));
    await expectState(token, 'paid');
    expect(
      await shops.rows('SELECT "kind" FROM "LedgerEntry" WHERE "stripeId" = $1', [id]),
    ).toHaveLength(1);
  });

  it('find each payment of which no event came once', async () => {
    await shops.control.set({ webhooks: 'off' });
    const tokens = tokensIn(await Promise.all(times(6, (index) => new Shopper(at(index)).checkOut({ slug })))); // prettier-ignore
    for (const token of tokens) await payWith(shops.stripe, await shops.paymentOf(token));

    for (const token of tokens) await expectState(token, 'paid');
    await shops.control.set({ webhooks: 'on' });

    const paidOnce = await shops.rows(
      `SELECT "orderId" FROM "TimelineEntry" WHERE "event" = 'payment_succeeded'
       AND "orderId" IN (SELECT "id" FROM "Order" WHERE "token" = ANY($1))`,
      [tokens],
    );
    expect(paidOnce).toHaveLength(6);
  });

  it(`sell ${COPIES} copies of one book to ${BUYERS} at once, and tell the others before they pay`, async () => {
    const hot = await shops.aBook('hot-book', COPIES);

    const answers = await Promise.all(
      times(BUYERS, () => new Shopper(shops.url).checkOut({ slug: hot })),
    );

    const told = answers.filter(({ status, text }) => status === 409 && /No copy of .* is left/.test(text)); // prettier-ignore
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(COPIES);
    expect(told).toHaveLength(BUYERS - COPIES);
    expect(await shops.rows('SELECT "stock" FROM "Book" WHERE "slug" = $1', [hot])).toEqual([{ stock: 0 }]); // prettier-ignore
  }, 120_000);

  it('are updated one after another without one request that fails', async () => {
    let isOver = false;
    const statuses: number[] = [];
    const buyers = times(4, async () => {
      while (!isOver) {
        const shopper = new Shopper(shops.url);
        for (const { status } of [
          await shopper.get(`/books/${slug}`),
          await shopper.post('/cart/items', { slug, quantity: '1' }),
          await shopper.checkOut(),
        ]) {
          statuses.push(status);
        }
      }
    });

    for (let index = 0; index < COUNT; index += 1) await shops.restart(index);
    isOver = true;
    await Promise.all(buyers);

    expect(statuses.filter((status) => status !== 200 && status !== 303)).toEqual([]);
    expect(statuses.length).toBeGreaterThan(30);
  }, 180_000);
});
