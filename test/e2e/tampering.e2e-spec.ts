import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { type Answer, BY_MAIL, COLLECTED, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const slug = 'the-art-of-doing-science-and-engineering';

/** What somebody might add to a request in the hope that the shop listens. */
const EXTRAS: Record<string, string> = {
  amount: '1',
  total: '1',
  totalMinor: '1',
  price: '0.01',
  unitPriceMinor: '1',
  unit_amount: '1',
  quantity: '0',
  currency: 'jpy',
  order_id: 'another',
  orderId: 'another',
  id: 'another',
  token: 'another',
  orderState: 'paid',
  paymentIntentId: 'pi_another',
  'metadata[order_id]': 'another',
  deliveryMinor: '0',
  freeFrom: '0',
  '__proto__[amount]': '1',
  'constructor[prototype][amount]': '1',
};

describe('a tampered request', () => {
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    world = await World.start({ databasePath });
    await world.control.set({ webhooks: 'off' });
  });
  afterAll(() => world.stop());

  /** What Stripe was asked to charge for the order that the answer leads to. */
  async function chargeOf({ status, location }: Answer) {
    expect(status).toBe(303);
    return chargeOfOrder(location?.split('/').at(-1) ?? '');
  }

  async function chargeOfOrder(token: string) {
    const order = recordsOf(world.databasePath).order(token);
    const intent = await world.stripe.paymentIntents.retrieve(order.paymentIntentId ?? '');
    const { amount, currency, metadata } = intent;
    return { amount, currency, orderId: metadata['order_id'] === order.id };
  }

  const HONEST = { amount: 2300, currency: 'usd', orderId: true };

  it.each(Object.entries(EXTRAS))(
    'to check out with %s=%s charges the database’s price',
    async (name, value) => {
      const choice = { slug, ...COLLECTED };
      const send = (extra: object) =>
        new Shopper(world.shopUrl).postJson('/checkout/delivery', { ...choice, ...extra });
      const form = await new Shopper(world.shopUrl).checkOut(
        { slug, [name]: value },
        { ...COLLECTED, [name]: value },
      );
      const json = await send({ [name]: value });
      const nested = await send({ [name]: { $gt: 0 } });

      for (const answer of [form, json, nested]) expect(await chargeOf(answer)).toEqual(HONEST);
    },
  );

  it.each(Object.entries(EXTRAS))(
    'to give an e-mail with %s=%s changes nothing else',
    async (name, value) => {
      const shopper = new Shopper(world.shopUrl);
      const token = await shopper.buyNow(slug);
      const fields = { email: 'ada@example.com', [name]: value };

      const answers = [
        await shopper.post(`/checkout/${token}/contact`, fields),
        await shopper.postJson(`/checkout/${token}/contact`, fields),
      ];

      expect(answers.map(({ status }) => status)).toEqual([303, 200]);
      expect(await chargeOfOrder(token)).toEqual(HONEST);
      expect(recordsOf(world.databasePath).order(token)).toMatchObject({
        state: 'pending',
        totalMinor: 2300,
      });
    },
  );

  it('with extra fields in every place at once still charges the database’s price', async () => {
    const shopper = new Shopper(world.shopUrl);

    const begun = await shopper.post(`/checkout?${String(new URLSearchParams(EXTRAS))}`, {
      ...EXTRAS,
      slug,
    });
    const answer = await shopper.deliver(begun, { ...EXTRAS, ...COLLECTED });

    expect(await chargeOf(answer)).toEqual(HONEST);
  });

  it.each(['mail:0', 'mail:', 'mail:4.50', 'mail:-450', 'collect', 'parcel:450', 'none'])(
    'that wants to be sent by %s to the United States is asked again, and orders nothing',
    async (method) => {
      const before = recordsOf(world.databasePath).orders().length;

      const answer = await new Shopper(world.shopUrl).checkOut({ slug }, { ...BY_MAIL, method });

      expect(answer.status).toBe(422);
      expect(recordsOf(world.databasePath).orders()).toHaveLength(before);
    },
  );

  it.each<[string, (shopper: Shopper) => Promise<Answer>]>([
    [
      'two slugs in a form',
      (shopper) =>
        shopper.checkOut([
          ['slug', slug],
          ['slug', slug],
        ]),
    ],
    ['an array of slugs', (shopper) => shopper.postJson('/checkout', { slug: [slug] })],
    ['a slug that is an object', (shopper) => shopper.postJson('/checkout', { slug: { not: '' } })],
    ['a body that is an array', (shopper) => shopper.postJson('/checkout', [slug])],
    ['a body that is a string', (shopper) => shopper.postJson('/checkout', slug)],
  ])('that holds %s is refused in words', async (_case, send) => {
    const before = recordsOf(world.databasePath).orders().length;

    const { status } = await send(new Shopper(world.shopUrl));

    expect([400, 422]).toContain(status);
    expect(recordsOf(world.databasePath).orders()).toHaveLength(before);
  });
});
