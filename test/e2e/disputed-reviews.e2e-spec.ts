import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { ordersCommand } from '../support/orders-command.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

describe('the copies of an order under review', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.start({ databasePath: await freshDatabase() });
    await world.control.set({ webhooks: 'off' });
  });
  afterAll(() => world.stop());

  const orders = (...args: (string | number)[]) => ordersCommand(world, ...args);
  const change = (sql: string, ...values: unknown[]) =>
    onDatabase(world.databasePath, (database) => database.prepare(sql).run(...values));

  /** Of the only copy of a book, and for another total than was paid. */
  async function underReview(slug: string, card?: string) {
    aBook(world.databasePath, { slug, stock: 1 });
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    const is = () => recordsOf(world.databasePath).order(token);
    const { id, number, paymentIntentId } = is();
    change('UPDATE "Order" SET totalMinor = 2200 WHERE id = ?', id);
    await payWith(world.stripe, paymentIntentId ?? '', card);
    await new Shopper(world.shopUrl).get(`/orders/${token}`);
    expect(is().state).toBe('needs_review');
    const left = () =>
      onDatabase(world.databasePath, (database) =>
        database.prepare('SELECT stock FROM Book WHERE slug = ?').pluck().get(slug),
      );
    return { number, payment: paymentIntentId ?? '', is, left };
  }

  it('go back to the shelf once, when the bank has taken its money for good', async () => {
    const { number, payment, is, left } = await underReview('lost', 'pm_card_createDispute');
    await orders('check', number);
    const whileOpen = [is().state, left()];

    const [dispute] = (await world.stripe.disputes.list({ payment_intent: payment })).data;
    await world.stripe.disputes.close(dispute?.id ?? '');
    await orders('check', number);
    const whenLost = left();
    await orders('check', number);

    expect(whileOpen).toEqual(['disputed', 0]);
    expect([whenLost, left(), is().state]).toEqual([1, 1, 'disputed']);
  });

  it('are taken again by whoever accepts it, when its money has come back', async () => {
    const { number, payment, is, left } = await underReview('back', 'pm_card_refundFail');
    await world.stripe.refunds.create({ payment_intent: payment });
    await orders('check', number);
    const whileGone = [is().state, left()];
    change(`UPDATE Book SET stock = 0 WHERE slug = 'back'`); // somebody else gets it
    await eventually(async () => {
      await orders('check', number);
      expect(is().state).toBe('needs_review');
    }, 30);

    const without = await orders('review', number, 'accept');
    change(`UPDATE Book SET stock = 1 WHERE slug = 'back'`);
    const withOne = await orders('review', number, 'accept');

    expect(whileGone).toEqual(['refunded', 1]);
    expect(without).toEqual({ code: 1, said: expect.stringContaining('No copy of') });
    expect([withOne.code, is().state, left()]).toEqual([0, 'paid', 0]);
  });
});
