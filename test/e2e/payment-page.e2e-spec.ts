import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Buyer } from '../support/buyer.js';
import { freshDatabase } from '../support/database.js';
import { itOnSqlite } from '../support/postgres/fresh.js';
import { Shopper } from '../support/shopper.js';
import { UPDATE } from '../support/stripe-calls.js';
import { itOnOneShop } from '../support/it-on-one-shop.js';
import { World } from '../support/world.js';

const AT_ONCE = 4;
const INTERVAL_SECONDS = 2;

describe('the payment page', () => {
  let world: World;
  let buyer: Buyer;
  let orders = 0;

  beforeAll(async () => {
    world = await World.start({ databasePath: await freshDatabase(), isFaulty: true });
    await world.control.set({ webhooks: 'off' });
  });
  beforeEach(async () => {
    buyer = Buyer.of(world, `Book ${(orders += 1)}`);
    await buyer.begin();
  });
  afterAll(() => world.stop());

  const isQuestion = ({ method, path }: { method: string; path: string }) =>
    method === 'GET' && path === `/v1/payment_intents/${buyer.paymentIntentId}`;
  const questions = () => world.faults.record.filter(isQuestion).length;

  itOnOneShop(
    'each process asks that often',
    'asks Stripe a few times, then once in two seconds, however often strangers reload it',
    async () => {
      const { token } = buyer.order;
      const statuses = new Set<number>();
      const started = performance.now();
      for (let round = 0; round < 10; round += 1) {
        const strangers = Array.from({ length: 20 }, () => new Shopper(world.shopUrl));
        const pages = await Promise.all(strangers.map((each) => each.get(`/checkout/${token}`)));
        await Promise.all(strangers.map((each) => each.get(`/checkout/${token}/return`)));
        for (const { status } of pages) statuses.add(status);
      }
      await buyer.orderPage();
      const seconds = (performance.now() - started) / 1000;

      expect(statuses).toEqual(new Set([200]));
      expect(questions()).toBeLessThanOrEqual(AT_ONCE + Math.floor(seconds / INTERVAL_SECONDS));
    },
  );

  itOnSqlite('it locks the file', 'waits for nobody who writes to the database', async () => {
    const { shopper, book } = buyer;
    await shopper.post('/cart/items', { slug: book.slug, quantity: '1' });
    const { location } = await shopper.checkOut();
    const other = new Sqlite(world.databasePath);
    other.exec('BEGIN IMMEDIATE');

    const page = await shopper.get(location ?? '');
    other.close();

    expect(page.status).toBe(200);
  });

  it('leads to the order once it is paid, whatever was said a moment before', async () => {
    await buyer.paymentPage();
    await buyer.pay();
    await buyer.return();

    const page = await buyer.paymentPage();

    expect(page).toMatchObject({ status: 303, location: `/orders/${buyer.order.token}` });
  });

  it('names the field when Stripe does not take the e-mail, and loses nothing', async () => {
    const isToUpdate = UPDATE.recognize(buyer);
    const odd = 'ada@example.invalid';
    world.faults.plan(
      (request) => isToUpdate(request) && request.body.get('receipt_email') === odd,
      { status: 400, code: 'email_invalid', kept: true },
    );
    const path = `/checkout/${buyer.order.token}/contact`;

    const told = await buyer.shopper.postJson(path, { email: odd });
    const again = await buyer.shopper.post(path, { email: odd });
    const page = await buyer.paymentPage();

    expect(told.status).toBe(422);
    expect(JSON.parse(told.text)).toMatchObject({
      code: 'invalid-input',
      errors: [{ pointer: '/email', detail: expect.stringContaining('or use another') }],
    });
    expect(again.status).toBe(422);
    expect(again.text).toContain('or use another');
    expect(page.text).toContain(odd); // to be corrected rather than typed again
    await buyer.complete();
    expect(buyer.ledger()).toHaveLength(1);
  });
});
