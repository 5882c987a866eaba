import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../../../test/support/books.js';
import type { GatewayCall } from '../../../test/support/fake-payment-gateway.js';
import { anOrder, buyNow } from '../../../test/support/placed-orders.js';
import { recordsOf } from '../../../test/support/records.js';
import { openImpatientShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';

const PATIENCE_MS = 3_600_000;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);
const isCreate = ({ name }: GatewayCall) => name === 'create';

describe('an order that nobody pays in time', () => {
  let shop: ShopInProcess;

  beforeAll(async () => {
    shop = await openImpatientShop({ ORDER_EXPIRES_SECONDS: String(PATIENCE_MS / 1000) });
  });
  afterAll(() => shop.close());

  type AnOrder = Awaited<ReturnType<typeof anOrder>>;
  const limited = (slug: string) =>
    aBook(shop.databasePath, { slug, title: `The ${slug}`, stock: 1 }).slug;
  const order = (slug: string) => anOrder(shop, limited(slug));
  /** Of the only copy of a book, and a while ago. */
  async function overdue(slug: string) {
    const ordered = await order(slug);
    shop.gateway.stripe.intent(ordered.payment).truth.createdAt = ago(1.5 * PATIENCE_MS);
    return ordered;
  }
  const expiriesOf = (id: string) =>
    recordsOf(shop.databasePath)
      .timeline('order_expired')
      .filter(({ orderId }) => orderId === id);
  const isCancelOf =
    ({ payment }: AnOrder) =>
    ({ name, about }: GatewayCall) =>
      name === 'cancel' && about === payment;

  it('expires: its PaymentIntent is canceled, and its copies are given back once', async () => {
    const { id, is, atStripe } = await overdue('abandoned');
    expect(shop.stockOf('abandoned')).toBe(0);

    for (let round = 0; round < 3; round += 1) await shop.sweep();

    expect(is().state).toBe('expired');
    expect(atStripe()).toMatchObject({ status: 'canceled', isCanceledAsAbandoned: true });
    expect(shop.stockOf('abandoned')).toBe(1);
    expect(expiriesOf(id)).toMatchObject([{ trigger: 'reconciliation' }]);
  });

  it('does not expire while its voucher waits to be paid', async () => {
    const { is, payment, atStripe } = await overdue('by-voucher');
    const voucher = { expiresAt: ago(-PATIENCE_MS), url: null };
    const issued = { ...atStripe(), status: 'processing' as const, voucher };
    shop.gateway.payments.set(payment, { ...issued, createdAt: ago(48 * PATIENCE_MS) });

    for (let round = 0; round < 3; round += 1) await shop.sweep();

    expect([is().state, shop.stockOf('by-voucher')]).toEqual(['processing', 0]);
    expect(atStripe().status).toBe('incomplete');
  });

  it('expires although it was placed while the clock was far ahead', async () => {
    const { id, is } = await overdue('of-tomorrow');
    shop.change(`UPDATE "Order" SET placedAt = '2999-01-01T00:00:00.000+00:00' WHERE id = ?`, id);

    await shop.sweep();

    expect([is().state, shop.stockOf('of-tomorrow')]).toEqual(['expired', 1]);
  });

  it('keeps its copies until Stripe has answered that it is canceled', async () => {
    const ordered = await overdue('unanswered');
    const heal = shop.gateway.plan(isCancelOf(ordered), 'not_sent');
    for (let round = 0; round < 2; round += 1) await shop.sweep();
    expect(shop.gateway.calls.filter(isCancelOf(ordered))).toHaveLength(2);
    expect([ordered.is().state, shop.stockOf('unanswered')]).toEqual(['pending', 0]);

    heal();
    await shop.sweep();

    expect([ordered.is().state, shop.stockOf('unanswered')]).toEqual(['expired', 1]);
  });

  it('is found expired when Stripe canceled it and the answer was lost', async () => {
    const ordered = await overdue('lost-answer');
    const heal = shop.gateway.plan(isCancelOf(ordered), 'lost');

    await shop.sweep();
    heal();
    await shop.sweep();

    expect(ordered.is().state).toBe('expired');
    expect([shop.stockOf('lost-answer'), expiriesOf(ordered.id).length]).toEqual([1, 1]);
  });

  it('leaves nothing to pay behind when the answer with its PaymentIntent was lost', async () => {
    const slug = limited('never-heard');
    const heal = shop.gateway.plan(isCreate, 'lost');
    await expect(buyNow(shop, slug)).rejects.toMatchObject({ code: 'payment-unavailable' });
    heal();
    const { token, id } = recordsOf(shop.databasePath).orders().at(-1) ?? { token: '', id: '' };
    const { stripe } = shop.gateway;
    const made = () => stripe.payments().filter(({ claimedOrderId }) => claimedOrderId === id);
    const paymentIntentId = made()[0]?.paymentIntentId ?? '';
    stripe.intent(paymentIntentId).truth.createdAt = ago(1.5 * PATIENCE_MS);

    await shop.sweep();

    expect(recordsOf(shop.databasePath).order(token)).toMatchObject({
      state: 'expired',
      paymentIntentId,
    });
    expect(made()).toMatchObject([{ paymentIntentId, status: 'canceled' }]);
    expect(shop.stockOf(slug)).toBe(1);
  });

  it('gives its copies back when Stripe refuses to make its PaymentIntent, and not when it is silent', async () => {
    const slug = limited('refused');
    const endSilence = shop.gateway.plan(isCreate, 'not_sent');
    await expect(buyNow(shop, slug)).rejects.toMatchObject({ code: 'payment-unavailable' });
    const { token, id } = recordsOf(shop.databasePath).orders().at(-1) ?? { token: '', id: '' };
    const is = () => recordsOf(shop.databasePath).order(token);
    const placedAt = ago(1.5 * PATIENCE_MS)
      .toISOString()
      .replace('Z', '+00:00');
    shop.change('UPDATE "Order" SET placedAt = ? WHERE id = ?', placedAt, id);
    await shop.sweep();
    expect([is().state, shop.stockOf(slug)]).toEqual(['pending', 0]);

    endSilence();
    const heal = shop.gateway.plan(isCreate, 'refused');
    await shop.sweep();
    heal();

    expect(is()).toMatchObject({ state: 'expired', paymentIntentId: null });
    expect(shop.stockOf(slug)).toBe(1);
  });

  it('has as long again while its bank asks the shopper', async () => {
    const { payment, is } = await order('requires_action');
    const { truth } = shop.gateway.stripe.intent(payment);
    truth.askBank();
    const states = [];
    for (const patience of [1.5, 1.9, 2.1]) {
      truth.createdAt = ago(patience * PATIENCE_MS);
      await shop.sweep();
      states.push(is().state);
    }

    expect(states).toEqual(['pending', 'pending', 'expired']);
  });

  describe('and is paid in the moment of its expiry', () => {
    function outcomeOf({ id, is, atStripe }: AnOrder, slug: string) {
      const { status, receivedMinor } = atStripe();
      const ledger = recordsOf(shop.databasePath).ledger();
      return {
        state: is().state,
        status,
        receivedMinor,
        entries: ledger.filter(({ orderId }) => orderId === id).length,
        expiries: expiriesOf(id).length,
        left: shop.stockOf(slug),
      };
    }

    const PAID = {
      state: 'paid',
      status: 'succeeded',
      receivedMinor: 2300,
      entries: 1,
      // Not for a moment, either: the next sweep would find it paid after all.
      expiries: 0,
      left: 0,
    };
    const EXPIRED = {
      state: 'expired',
      status: 'canceled',
      receivedMinor: 0,
      entries: 0,
      expiries: 1,
      left: 1,
    };

    it('is paid when the money was faster than the cancellation', async () => {
      const racer = await overdue('faster');
      // Stripe has said that nobody paid, and does not hear that it is to be canceled.
      const heal = shop.gateway.plan(isCancelOf(racer), 'not_sent');
      await shop.sweep();
      expect(shop.gateway.calls.filter(isCancelOf(racer))).toHaveLength(1);
      racer.pay();
      heal();
      await shop.sweep();

      expect(outcomeOf(racer, 'faster')).toEqual(PAID);
    });

    it('is one or the other, and never both, whoever comes when', async () => {
      const outcomes = [];
      // Paid before each question of the sweeper is heard, and before its answer is; in the end not at all.
      for (let moment = 0, isPaid = true; isPaid; moment += 1) {
        const racer = await overdue(`racer-${moment}`);
        let turn = 0;
        isPaid = false;
        shop.gateway.onTurn = ({ about }) => {
          if (about !== racer.payment || turn++ !== moment) return;
          isPaid = true;
          racer.pay();
        };
        await shop.sweep();
        shop.gateway.onTurn = () => undefined;
        await shop.sweep();
        outcomes.push(outcomeOf(racer, `racer-${moment}`));
      }

      for (const outcome of outcomes) expect([PAID, EXPIRED]).toContainEqual(outcome);
      expect(outcomes.length).toBeGreaterThan(4);
      for (const either of [PAID, EXPIRED]) expect(outcomes).toContainEqual(either);
    });
  });

  it('turns paid when money came for it after all', async () => {
    const { id, is, pay, look } = await order('after-all');
    pay();
    shop.change(`UPDATE "Order" SET state = 'expired', activeOrderKey = NULL WHERE id = ?`, id);

    await look();

    expect(is().state).toBe('paid');
  });
});
