import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { roundsOf, sweptWorld } from '../support/sweeping.js';
import type { World } from '../support/world.js';

interface DiscrepancyRow {
  kind: string;
  subjectId: string;
  orderId: string | null;
  shopValue: string;
  stripeValue: string;
  resolvedAt: string | null;
}

describe('the sweeper, reading Stripe’s lists', () => {
  let world: World;
  let slug: string;

  beforeAll(async () => {
    ({ world, slug } = await sweptWorld());
  });
  afterAll(() => world.stop());

  const records = () => recordsOf(world.databasePath);
  const orderOf = (token: string) => records().order(token);
  const becomes = (token: string, state: string) =>
    eventually(() => expect(orderOf(token).state).toBe(state), 30);
  const discrepanciesOf = (subjectId: string) =>
    onDatabase(world.databasePath, (database) =>
      database
        .prepare<[string], DiscrepancyRow>('SELECT * FROM Discrepancy WHERE subjectId = ?')
        .all(subjectId),
    );

  async function aSale() {
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    const id = orderOf(token).paymentIntentId ?? '';
    await payWith(world.stripe, id);
    await becomes(token, 'paid');
    return { token, id };
  }

  it('reflects a refund that was made while the shop was down', async () => {
    const { token, id } = await aSale();
    await world.shop.stop();
    await world.stripe.refunds.create({ payment_intent: id });
    await world.restartShop();

    await becomes(token, 'refunded');

    const { id: orderId } = orderOf(token);
    const refunds = records().timeline('fully_refunded');
    expect(refunds.filter((row) => row.orderId === orderId)).toMatchObject([
      { trigger: 'reconciliation' },
    ]);
  });

  it('keeps an event that it read back once, without its secret, and says where it came from', async () => {
    const { id } = await aSale();
    const readBack = () =>
      onDatabase(world.databasePath, (database) =>
        database
          .prepare<[string], { ingestedVia: string; status: string; payload: string }>(
            `SELECT * FROM WebhookEvent WHERE paymentIntentId = ? AND type = 'payment_intent.succeeded'`,
          )
          .all(id),
      );
    await eventually(() => expect(readBack()).toHaveLength(1), 30);
    await roundsOf(world.databasePath, 3);

    expect(readBack()).toMatchObject([{ ingestedVia: 'event_list', status: 'processed' }]);
    expect(readBack()[0]?.payload).not.toMatch(/_secret_|client_secret/);
  });

  it('writes a payment that is no order’s down once, and leaves it alone', async () => {
    const { id } = await world.stripe.paymentIntents.create({ amount: 500, currency: 'usd' });

    await eventually(() => expect(discrepanciesOf(id)).toHaveLength(1), 30);
    await roundsOf(world.databasePath, 3);

    expect(discrepanciesOf(id)).toMatchObject([
      {
        kind: 'payment_of_no_order',
        orderId: null,
        stripeValue: 'incomplete: $5.00',
        resolvedAt: null,
      },
    ]);
    expect((await world.stripe.paymentIntents.retrieve(id)).status).toBe('requires_payment_method');
    expect(world.shop.output()).not.toContain(`Payment ${id}`);

    const review = await world.command('orders', ['review']);
    expect(review.code).toBe(1);
    expect(review.said).toContain(`Payment ${id}: here no order has it, at Stripe incomplete`);

    await world.stripe.paymentIntents.cancel(id);
    await eventually(() => expect(discrepanciesOf(id)[0]?.resolvedAt).not.toBeNull(), 30);
  });

  it('closes what it wrote down of a payment once an order has it', async () => {
    const { id } = await world.stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    await eventually(() => expect(discrepanciesOf(id)).toHaveLength(1), 30);
    const token = await new Shopper(world.shopUrl).buyNow(slug);

    onDatabase(world.databasePath, (database) =>
      database.prepare('UPDATE "Order" SET paymentIntentId = ? WHERE token = ?').run(id, token),
    );

    await eventually(() => expect(discrepanciesOf(id)[0]?.resolvedAt).not.toBeNull(), 30);
  });

  it('cancels a second payment that was made for an order of ours', async () => {
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    const order = orderOf(token);
    const { id } = await world.stripe.paymentIntents.create({
      amount: 2300,
      currency: 'usd',
      metadata: { order_id: order.id },
    });

    await eventually(async () => {
      expect(await world.stripe.paymentIntents.retrieve(id)).toMatchObject({
        status: 'canceled',
        cancellation_reason: 'duplicate',
      });
    }, 30);
    expect(orderOf(token)).toMatchObject({ state: 'pending', paymentIntentId: order.paymentIntentId }); // prettier-ignore
  });

  it('writes down that Stripe lacks the payment of a sold order', async () => {
    const { token } = await aSale();
    const { id } = orderOf(token);
    onDatabase(world.databasePath, (database) =>
      database.prepare(`UPDATE "Order" SET paymentIntentId = 'pi_gone' WHERE id = ?`).run(id),
    );

    await eventually(() => {
      expect(discrepanciesOf(id)).toContainEqual(
        expect.objectContaining({ kind: 'payment_not_succeeded', stripeValue: 'not there' }),
      );
    }, 30);
  });

  it('writes down where the ledger and Stripe differ, until they agree again', async () => {
    const { token } = await aSale();
    const { id } = orderOf(token);
    const setAmount = (minor: number) =>
      onDatabase(world.databasePath, (database) =>
        database.prepare('UPDATE LedgerEntry SET amountMinor = ? WHERE orderId = ?').run(minor, id),
      );
    const touch = () =>
      onDatabase(
        world.databasePath,
        (database) =>
        database.prepare('UPDATE TimelineEntry SET at = ? WHERE orderId = ?').run(
          new Date().toISOString().replace('Z', '+00:00'), id), // prettier-ignore
      );
    setAmount(2200);
    touch();

    await eventually(() => {
      expect(discrepanciesOf(id)).toMatchObject([
        {
          kind: 'amount_differs',
          orderId: id,
          shopValue: '$22.00',
          stripeValue: '$23.00',
          resolvedAt: null,
        },
      ]);
    }, 30);
    setAmount(2300);
    await eventually(() => expect(discrepanciesOf(id)[0]?.resolvedAt).not.toBeNull(), 30);
  });
});
