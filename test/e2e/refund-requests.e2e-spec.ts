import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { RefundRepository } from '../../src/orders/refunds/refund.repository.js';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import type { ProxiedRequest } from '../support/fault-proxy.js';
import { ordersCommand } from '../support/orders-command.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { closeClients, databaseOn } from '../support/sqlite-clients.js';
import { World } from '../support/world.js';

const isRefund = ({ method, path }: ProxiedRequest) => method === 'POST' && path === '/v1/refunds';

describe('a refund that an admin asks for', () => {
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { slug: 'a-book', unitPriceMinor: 2300 });
    world = await World.start({ databasePath, isFaulty: true });
    await world.control.set({ webhooks: 'off' });
  });
  afterAll(async () => {
    await world.stop();
    await closeClients();
  });

  const orders = (...args: (string | number)[]) => ordersCommand(world, ...args);
  const change = (sql: string, ...values: unknown[]) =>
    onDatabase(world.databasePath, (database) => database.prepare(sql).run(...values));
  const requestOf = (id: string) =>
    onDatabase(world.databasePath, (database) =>
      database.prepare('SELECT * FROM RefundRequest WHERE id = ?').get(id),
    );
  const amountsOf = async (payment: string) => {
    const { data } = await world.stripe.refunds.list({ payment_intent: payment });
    return data.map(({ amount }) => amount);
  };

  async function ordered() {
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow('a-book');
    const is = () => recordsOf(world.databasePath).order(token);
    const payment = is().paymentIntentId ?? '';
    return { payment, id: is().id, number: is().number, is, look: () => shopper.get(`/orders/${token}`) }; // prettier-ignore
  }

  async function paid(card?: string) {
    const order = await ordered();
    await payWith(world.stripe, order.payment, card);
    await order.look();
    return order;
  }

  /** As when the command ended before Stripe heard of it. */
  function leaveOpen(orderId: string, amountMinor: number, isFull = false): string {
    const id = `request-of-${orderId}`;
    const columns = 'id, orderId, activeRequestKey, amountMinor, isFull';
    change(`INSERT INTO RefundRequest (${columns}) VALUES (?, ?, ?, ?, ?)`, id, orderId, orderId, amountMinor, isFull ? 1 : 0); // prettier-ignore
    return id;
  }

  describe('and that was cut short', () => {
    it('is not made any more once its payment is disputed', async () => {
      const { number, id, payment } = await paid('pm_card_createDispute');
      const request = leaveOpen(id, 500);

      const resumed = await orders('refund', number, '5.00');

      expect(resumed).toEqual({ code: 1, said: expect.stringContaining('would pay twice') });
      expect(await amountsOf(payment)).toEqual([]);
      expect(requestOf(request)).toMatchObject({ activeRequestKey: null, refundId: null });
    });

    it('is told by review until it has an answer', async () => {
      const [part, whole] = [await paid(), await paid()];
      leaveOpen(part.id, 500);
      leaveOpen(whole.id, 2300, true);

      const before = await orders('review');
      const commands = before.said.matchAll(/has not answered: npm run orders -- (.+)$/gm);
      const said = [];
      for (const [, command = ''] of commands)
        said.push((await orders(...command.split(' '))).said);
      const after = await orders('review');

      expect(before.code).toBe(1);
      expect(before.said).toContain(`Order ${part.number}: a refund of $5.00 was requested`);
      expect(before.said).toContain(
        `Order ${whole.number}: a refund of all that was left was requested`,
      );
      expect(said).toEqual([
        expect.stringContaining('$5.00 is on its way to the shopper.'),
        expect.stringContaining('$23.00 is on its way to the shopper.'),
      ]);
      for (const { number } of [part, whole]) expect(after.said).not.toContain(`Order ${number}`);
    });

    it('stands in nobody’s way once there is less left than it wants', async () => {
      const { number, id, payment } = await paid();
      leaveOpen(id, 2000);
      await world.stripe.refunds.create({ payment_intent: payment, amount: 1000 });
      const asked = world.faults.record.filter(isRefund).length;

      const resumed = await orders('refund', number, '20.00');
      const isAskedAfter = world.faults.record.filter(isRefund).length > asked;
      const rest = await orders('refund', number);

      expect(resumed).toEqual({ code: 1, said: expect.stringContaining('more than is left') });
      expect([isAskedAfter, rest.code]).toEqual([false, 0]);
      expect(await amountsOf(payment)).toEqual([1300, 1000]);
    });

    it('is found if it was made, although nothing is left by now', async () => {
      const { number, payment, is } = await paid();
      const heal = world.faults.plan(isRefund, 'dropAfter');

      const lost = await orders('refund', number);
      heal();
      const same = await orders('refund', number);

      expect([lost.code, same.code]).toEqual([1, 0]);
      expect(await amountsOf(payment)).toEqual([2300]);
      expect(is().state).toBe('refunded');
    });

    it('is found by review, too, once the order is under review no more', async () => {
      const { number, payment, is, look } = await ordered();
      change('UPDATE "Order" SET totalMinor = 2200 WHERE number = ?', number);
      await payWith(world.stripe, payment);
      await look();
      const reviewed = is().state;
      const heal = world.faults.plan(isRefund, 'dropAfter');
      const lost = await orders('review', number, 'refund');
      heal();
      await orders('check', number);

      const same = await orders('review', number, 'refund');
      const another = await orders('review', number, 'refund');

      expect([reviewed, is().state]).toEqual(['needs_review', 'refunded']);
      expect([lost.code, same.code, another.code]).toEqual([1, 0, 1]);
      expect(await amountsOf(payment)).toEqual([2300]);
    });

    it('keeps the order from being accepted until it is known what became of it', async () => {
      const { number, id, payment, is, look } = await ordered();
      change('UPDATE "Order" SET totalMinor = 2200 WHERE number = ?', number);
      await payWith(world.stripe, payment);
      await look();
      leaveOpen(id, 2300, true);

      const accepted = await orders('review', number, 'accept');
      const state = is().state;
      const refunded = await orders('review', number, 'refund');

      expect(accepted).toEqual({
        code: 1,
        said: expect.stringContaining('refund of it is under way'),
      });
      expect([state, refunded.code, is().state]).toEqual(['needs_review', 0, 'refunded']);
      expect(await amountsOf(payment)).toEqual([2300]);
    });

    it('is not taken for one of all that is left, nor the other way round', async () => {
      const [part, whole] = [await paid(), await paid()];
      leaveOpen(part.id, 500);
      leaveOpen(whole.id, 2300, true);

      const answers = [
        await orders('refund', part.number),
        await orders('refund', whole.number, '23.00'),
      ];

      for (const answer of answers) {
        expect(answer).toEqual({ code: 1, said: expect.stringContaining('has no answer yet') });
      }
      expect(answers[0]?.said).toContain('of $5.00');
      expect([await amountsOf(part.payment), await amountsOf(whole.payment)]).toEqual([[], []]);
    });

    it('is told as failed when it was made and has failed since', async () => {
      const { number, payment } = await paid('pm_card_refundFail');
      const heal = world.faults.plan(isRefund, 'dropAfter');
      await orders('refund', number, '5.00');
      heal();
      await eventually(async () => {
        const { data } = await world.stripe.refunds.list({ payment_intent: payment });
        expect(data).toMatchObject([{ status: 'failed' }]);
      }, 30);

      const same = await orders('refund', number, '5.00');

      expect(same).toEqual({ code: 1, said: expect.stringContaining('the refund failed') });
    });
  });

  it('is made with another key when Stripe only repeats a failure', async () => {
    const { number, payment } = await paid();
    const heal = world.faults.plan(isRefund, { status: 500, kept: true }, 1);

    const failed = await orders('refund', number, '5.00');
    const again = await orders('refund', number, '5.00');
    heal();

    expect(failed).toEqual({
      code: 1,
      said: expect.stringContaining('Run the same command again'),
    });
    expect(again.code).toBe(0);
    expect(await amountsOf(payment)).toEqual([500]);
  });

  it('knows of refunds that the shop has not heard of', async () => {
    const { number, payment } = await paid();
    await world.stripe.refunds.create({ payment_intent: payment, amount: 1000 });

    expect((await orders('refund', number, '13.01')).said).toContain('more than is left');
  });

  it('is refused for an order of another Stripe account', async () => {
    const { number, payment } = await paid();
    change(`UPDATE "Order" SET stripeAccount = 'acct_other' WHERE number = ?`, number);

    const refused = await orders('refund', number);

    expect(refused).toEqual({ code: 1, said: expect.stringContaining('another Stripe account') });
    expect(await amountsOf(payment)).toEqual([]);
  });

  it('is of the currency that was paid, which need not be the order’s', async () => {
    const { number, payment, look } = await ordered();
    await world.stripe.paymentIntents.update(payment, { amount: 2300, currency: 'jpy' });
    await payWith(world.stripe, payment);
    await look();

    expect((await orders('refund', number, '5.00')).code).toBe(2);
    expect((await orders('refund', number, '500')).code).toBe(0);
    expect(await amountsOf(payment)).toEqual([500]);
  });

  it('is no review’s when the order is not under review', async () => {
    const { number, payment } = await paid();

    const refused = await orders('review', number, 'refund');

    expect(refused).toEqual({ code: 1, said: expect.stringContaining('not under review') });
    expect(await amountsOf(payment)).toEqual([]);
  });

  it('shows on an order that is accepted after a part of it', async () => {
    const { number, payment, is, look } = await ordered();
    change('UPDATE "Order" SET totalMinor = 2200 WHERE number = ?', number);
    await payWith(world.stripe, payment);
    await look();
    await world.stripe.refunds.create({ payment_intent: payment, amount: 100 });

    const accepted = await orders('review', number, 'accept');

    expect(accepted).toEqual({ code: 0, said: expect.stringContaining('partially refunded') });
    expect(is().state).toBe('partially_refunded');
  });

  it('keeps its first answer and counts a spent key once, whoever else comes with theirs', async () => {
    const { id } = await paid();
    const request = leaveOpen(id, 500);
    const requests = new RefundRepository(await databaseOn(world.databasePath));

    await Promise.all([requests.rotateKey(request, 1), requests.rotateKey(request, 1)]);
    await requests.close(request, { refundId: 're_1' });
    await requests.close(request, { refusalReason: 'too late' });

    expect(requestOf(request)).toMatchObject({ attempt: 2, refundId: 're_1', refusalReason: null });
  });
});
