import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StripeTruth } from '../../../test/model/stripe-truth.js';
import { aBook } from '../../../test/support/books.js';
import { onDatabase } from '../../../test/support/database.js';
import type { GatewayCall } from '../../../test/support/fake-payment-gateway.js';
import { anOrder } from '../../../test/support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { RefundRepository } from './refund.repository.js';

const isRefund = ({ name }: GatewayCall) => name === 'refund';

let shop: ShopInProcess;

beforeAll(async () => {
  shop = await openImpatientShop();
  aBook(shop.databasePath, { slug: 'a-book' });
});
afterAll(() => shop.close());

const orders = (...args: (string | number)[]) => shop.orders(...args);
const ordered = (slug = 'a-book') => anOrder(shop, slug);
const requestOf = (id: string) =>
  onDatabase(shop.databasePath, (database) =>
    database.prepare('SELECT * FROM RefundRequest WHERE id = ?').get(id),
  );

async function paid() {
  const order = await ordered();
  order.pay();
  await order.look();
  return order;
}

async function disputed() {
  const order = await paid();
  shop.gateway.stripe.intent(order.payment).truth.dispute('open');
  return order;
}

/** For another total than was paid. */
async function underReview(slug?: string) {
  const order = await ordered(slug);
  shop.change('UPDATE "Order" SET totalMinor = 2200 WHERE id = ?', order.id);
  order.pay();
  await order.look();
  expect(order.is().state).toBe('needs_review');
  return order;
}

/** As when the command ended before Stripe heard of it. */
function leaveOpen(orderId: string, amountMinor: number, isFull = false): string {
  const id = `request-of-${orderId}`;
  const columns = 'id, orderId, activeRequestKey, amountMinor, isFull';
  shop.change(`INSERT INTO RefundRequest (${columns}) VALUES (?, ?, ?, ?, ?)`, id, orderId, orderId, amountMinor, isFull ? 1 : 0); // prettier-ignore
  return id;
}

describe('a refund that an admin asks for', () => {
  describe('and that was cut short', () => {
    it('is not made any more once its payment is disputed', async () => {
      const { number, id, refunds } = await disputed();
      const request = leaveOpen(id, 500);

      const resumed = await orders('refund', number, '5.00');

      expect(resumed).toEqual({ code: 1, said: expect.stringContaining('would pay twice') });
      expect(refunds()).toEqual([]);
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
      const { number, id, refund, refunds } = await paid();
      leaveOpen(id, 2000);
      refund(1000);
      const asked = shop.gateway.calls.filter(isRefund).length;

      const resumed = await orders('refund', number, '20.00');
      const isAskedAfter = shop.gateway.calls.filter(isRefund).length > asked;
      const rest = await orders('refund', number);

      expect(resumed).toEqual({ code: 1, said: expect.stringContaining('more than is left') });
      expect([isAskedAfter, rest.code]).toEqual([false, 0]);
      expect(refunds()).toEqual([1000, 1300]);
    });

    it('is found if it was made, although nothing is left by now', async () => {
      const { number, refunds, is } = await paid();
      const heal = shop.gateway.plan(isRefund, 'lost');

      const lost = await orders('refund', number);
      heal();
      const same = await orders('refund', number);

      expect([lost.code, same.code]).toEqual([1, 0]);
      expect(refunds()).toEqual([2300]);
      expect(is().state).toBe('refunded');
    });

    it('is found by review, too, once the order is under review no more', async () => {
      const { number, refunds, is } = await underReview();
      const heal = shop.gateway.plan(isRefund, 'lost');
      const lost = await orders('review', number, 'refund');
      heal();
      await orders('check', number);

      const same = await orders('review', number, 'refund');
      const another = await orders('review', number, 'refund');

      expect(is().state).toBe('refunded');
      expect([lost.code, same.code, another.code]).toEqual([1, 0, 1]);
      expect(refunds()).toEqual([2300]);
    });

    it('keeps the order from being accepted until it is known what became of it', async () => {
      const { number, id, refunds, is } = await underReview();
      leaveOpen(id, 2300, true);

      const accepted = await orders('review', number, 'accept');
      const state = is().state;
      const refunded = await orders('review', number, 'refund');

      expect(accepted).toEqual({
        code: 1,
        said: expect.stringContaining('refund of it is under way'),
      });
      expect([state, refunded.code, is().state]).toEqual(['needs_review', 0, 'refunded']);
      expect(refunds()).toEqual([2300]);
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
      expect([part.refunds(), whole.refunds()]).toEqual([[], []]);
    });

    it('is told as failed when it was made and has failed since', async () => {
      const { number, payment } = await paid();
      const heal = shop.gateway.plan(isRefund, 'lost');
      await orders('refund', number, '5.00');
      heal();
      shop.gateway.stripe.act(payment, 'refund.failed', (truth) => truth.failRefund(0));

      const same = await orders('refund', number, '5.00');

      expect(same).toEqual({ code: 1, said: expect.stringContaining('the refund failed') });
    });
  });

  it('is made with another key when Stripe only repeats a failure', async () => {
    const { number, refunds } = await paid();
    const heal = shop.gateway.plan(isRefund, 'key_exhausted');

    const failed = await orders('refund', number, '5.00');
    heal();
    const again = await orders('refund', number, '5.00');

    expect(failed).toEqual({
      code: 1,
      said: expect.stringContaining('Run the same command again'),
    });
    expect(again.code).toBe(0);
    const keys = shop.gateway.refundRequests.slice(-2).map((request) => request.idempotencyKey);
    expect(new Set(keys).size).toBe(2);
    expect(refunds()).toEqual([500]);
  });

  it('knows of refunds that the shop has not heard of', async () => {
    const { number, refund } = await paid();
    refund(1000);

    expect((await orders('refund', number, '13.01')).said).toContain('more than is left');
  });

  it('is refused for an order of another Stripe account', async () => {
    const { number, id, refunds } = await paid();
    shop.change(`UPDATE "Order" SET stripeAccount = 'acct_other' WHERE id = ?`, id);

    const refused = await orders('refund', number);

    expect(refused).toEqual({ code: 1, said: expect.stringContaining('another Stripe account') });
    expect(refunds()).toEqual([]);
  });

  it('is of the currency that was paid, which need not be the order’s', async () => {
    const { number, payment, pay, look, refunds } = await ordered();
    shop.gateway.stripe.intent(payment).truth = new StripeTruth(2300, 'jpy');
    pay();
    await look();

    expect((await orders('refund', number, '5.00')).code).toBe(2);
    expect((await orders('refund', number, '500')).code).toBe(0);
    expect(refunds()).toEqual([500]);
  });

  it('is no review’s when the order is not under review', async () => {
    const { number, refunds } = await paid();

    const refused = await orders('review', number, 'refund');

    expect(refused).toEqual({ code: 1, said: expect.stringContaining('not under review') });
    expect(refunds()).toEqual([]);
  });

  it('shows on an order that is accepted after a part of it', async () => {
    const { number, refund, is } = await underReview();
    refund(100);

    const accepted = await orders('review', number, 'accept');

    expect(accepted).toEqual({ code: 0, said: expect.stringContaining('partially refunded') });
    expect(is().state).toBe('partially_refunded');
  });

  it('keeps its first answer and counts a spent key once, whoever else comes with theirs', async () => {
    const { id } = await paid();
    const request = leaveOpen(id, 500);
    const requests = shop.get(RefundRepository);

    await Promise.all([requests.rotateKey(request, 1), requests.rotateKey(request, 1)]);
    await requests.close(request, { refundId: 're_1' });
    await requests.close(request, { refusalReason: 'too late' });

    expect(requestOf(request)).toMatchObject({ attempt: 2, refundId: 're_1', refusalReason: null });
  });
});

describe('the copies of an order under review', () => {
  /** Of the only copy of a book, and for another total than was paid. */
  async function reviewed(slug: string) {
    aBook(shop.databasePath, { slug, stock: 1 });
    return underReview(slug);
  }

  it('go back to the shelf once, when the bank has taken its money for good', async () => {
    const { number, payment, is } = await reviewed('lost');
    const { truth } = shop.gateway.stripe.intent(payment);
    truth.dispute('open');
    await orders('check', number);
    const whileOpen = [is().state, shop.stockOf('lost')];

    truth.moveDispute('open', 'lost');
    await orders('check', number);
    const whenLost = shop.stockOf('lost');
    await orders('check', number);

    expect(whileOpen).toEqual(['disputed', 0]);
    expect([whenLost, shop.stockOf('lost'), is().state]).toEqual([1, 1, 'disputed']);
  });

  it('are taken again by whoever accepts it, when its money has come back', async () => {
    const { number, payment, is, refund } = await reviewed('back');
    refund(2300);
    await orders('check', number);
    const whileGone = [is().state, shop.stockOf('back')];
    shop.change(`UPDATE Book SET stock = 0 WHERE slug = 'back'`); // somebody else gets it
    shop.gateway.stripe.intent(payment).truth.failRefund(0);
    await orders('check', number);
    expect(is().state).toBe('needs_review');

    const without = await orders('review', number, 'accept');
    shop.change(`UPDATE Book SET stock = 1 WHERE slug = 'back'`);
    const withOne = await orders('review', number, 'accept');

    expect(whileGone).toEqual(['refunded', 1]);
    expect(without).toEqual({ code: 1, said: expect.stringContaining('No copy of') });
    expect([withOne.code, is().state, shop.stockOf('back')]).toEqual([0, 'paid', 0]);
  });

  it('are not taken for an order whose money has gone back', async () => {
    const { id, number, is, refund } = await reviewed('rare');
    shop.change('UPDATE OrderLine SET reserved = 0 WHERE orderId = ?', id);
    refund(2300);
    const before = shop.stockOf('rare');

    const accepted = await orders('review', number, 'accept');

    expect(accepted).toEqual({ code: 1, said: expect.stringContaining('not under review') });
    expect([is().state, shop.stockOf('rare')]).toEqual(['refunded', before]);
  });
});
