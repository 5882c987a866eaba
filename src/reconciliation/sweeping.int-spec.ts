import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { onDatabase } from '../../test/support/database.js';
import type { GatewayCall } from '../../test/support/fake-payment-gateway.js';
import { anOrder, aStranger } from '../../test/support/placed-orders.js';
import { recordsOf } from '../../test/support/records.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { lastRound } from '../../test/support/sweeping.js';

/** Three silences in a row do, and four are asked about at once. */
const MORE_THAN_END_A_STEP = 8;
const isEvents = ({ name }: GatewayCall) => name === 'list events';

interface DiscrepancyRow {
  kind: string;
  subjectId: string;
  orderId: string | null;
  shopValue: string;
  stripeValue: string;
  resolvedAt: string | null;
}

let shop: ShopInProcess;

beforeAll(async () => {
  shop = await openImpatientShop();
  aBook(shop.databasePath, { slug: 'a-book' });
});
afterAll(() => shop.close());

const ordered = () => anOrder(shop, 'a-book');
const timelineOf = (id: string, event: string) =>
  recordsOf(shop.databasePath)
    .timeline(event)
    .filter(({ orderId }) => orderId === id);
const discrepanciesOf = (subjectId: string) =>
  onDatabase(shop.databasePath, (database) =>
    database
      .prepare<[string], DiscrepancyRow>('SELECT * FROM Discrepancy WHERE subjectId = ?')
      .all(subjectId),
  );
/** How often the log has said that since it was so long. */
const saidSince = (length: number, words: string) =>
  shop.said.slice(length).filter((line) => line.includes(words)).length;

async function sweeps(rounds: number) {
  for (let round = 0; round < rounds; round += 1) await shop.sweep();
}

async function sold() {
  const order = await ordered();
  order.pay();
  await shop.sweep();
  expect(order.is().state).toBe('paid');
  return order;
}

describe('the sweeper', () => {
  it('finds an order paid that no webhook tells of and nobody looks at', async () => {
    const { id } = await sold();

    expect(timelineOf(id, 'payment_succeeded')).toMatchObject([{ trigger: 'reconciliation' }]);
  });

  it('finds it paid when Stripe has no event of it either', async () => {
    const heal = shop.gateway.plan(isEvents, 'not_sent');

    await sold();
    heal();
  });

  it('says what became of a decline', async () => {
    const { payment, is } = await ordered();
    const decline = 'payment_intent.payment_failed';
    shop.gateway.stripe.act(payment, decline, (truth) => truth.decline());

    await shop.sweep();

    expect(is().state).toBe('declined');
  });

  it('lets no order stop the others, and complains of it once', async () => {
    const bad = await ordered();
    const heal = shop.gateway.plan(({ about }) => about === bad.payment, 'refused');
    const good = await ordered();
    good.pay();

    await sweeps(4);
    heal();

    expect(good.is().state).toBe('paid');
    expect(saidSince(0, `Order ${bad.number} could not be reconciled`)).toBe(1);
  });

  it('comes to an order although the ones before it are never answered', async () => {
    const held = new Set<string | null>();
    for (let count = 0; count < MORE_THAN_END_A_STEP; count += 1) held.add((await ordered()).payment); // prettier-ignore
    // No event may tell of the payment either.
    const isHeld = (call: GatewayCall) => isEvents(call) || held.has(call.about);
    const heal = shop.gateway.plan(isHeld, 'not_sent');
    const { pay, is } = await ordered();
    pay();

    await sweeps(MORE_THAN_END_A_STEP);
    heal();
    await shop.sweep(); // what is not answered is told of again after that

    expect(is().state).toBe('paid');
  });

  it('goes through its other steps when one list cannot be read, and complains of it once', async () => {
    await ordered();
    const { length } = shop.said;
    const heal = shop.gateway.plan(isEvents, 'not_sent');
    const id = aStranger(shop, 500);

    await sweeps(3);
    heal();

    expect(discrepanciesOf(id)).toHaveLength(1);
    expect(saidSince(length, 'Stripe’s list of events could not be')).toBe(1);
  });

  it('rests while Stripe is silent, says so once, and goes on when it answers', async () => {
    const { pay, is } = await ordered();
    pay();
    const others = [await ordered(), await ordered(), await ordered()];
    const { length } = shop.said;
    const ended = lastRound(shop.databasePath);
    const heal = shop.gateway.plan(() => true, 'not_sent');
    await sweeps(3);

    expect(saidSince(length, 'Stripe does not answer')).toBe(1);
    expect(lastRound(shop.databasePath)).toBe(ended);

    heal();
    await sweeps(2);

    expect(saidSince(length, 'Stripe answers again')).toBe(1);
    expect(saidSince(length, 'Stripe does not answer')).toBe(1);
    expect(is().state).toBe('paid');
    expect(others.map((other) => other.is().state)).toEqual(others.map(() => 'pending'));
  });
});

describe('the sweeper, reading Stripe’s lists', () => {
  it('reflects a refund that no webhook told of', async () => {
    const { id, refund, is } = await sold();
    refund(2300);

    await shop.sweep();

    expect(is().state).toBe('refunded');
    expect(timelineOf(id, 'fully_refunded')).toMatchObject([{ trigger: 'reconciliation' }]);
  });

  it('writes a payment that is no order’s down once, and leaves it alone', async () => {
    const id = aStranger(shop, 500);

    await sweeps(4);

    expect(discrepanciesOf(id)).toMatchObject([
      {
        kind: 'payment_of_no_order',
        orderId: null,
        stripeValue: 'incomplete: $5.00',
        resolvedAt: null,
      },
    ]);
    const { stripe } = shop.gateway;
    expect(stripe.payment(stripe.intent(id)).status).toBe('incomplete');
    expect(saidSince(0, `Payment ${id}`)).toBe(0);

    const review = await shop.orders('review');
    expect(review.code).toBe(1);
    expect(review.said).toContain(`Payment ${id}: here no order has it, at Stripe incomplete`);

    stripe.act(id, 'payment_intent.canceled', (truth) => truth.cancel());
    await shop.sweep();
    expect(discrepanciesOf(id)[0]?.resolvedAt).not.toBeNull();
  });

  it('closes what it wrote down of a payment once an order has it', async () => {
    const id = aStranger(shop, 500);
    await shop.sweep();
    expect(discrepanciesOf(id)).toMatchObject([{ resolvedAt: null }]);
    const order = await ordered();
    shop.change('UPDATE "Order" SET paymentIntentId = ? WHERE id = ?', id, order.id);

    await shop.sweep();

    expect(discrepanciesOf(id)[0]?.resolvedAt).not.toBeNull();
  });

  it('cancels a second payment that was made for an order of ours', async () => {
    const { id, payment, is } = await ordered();
    const second = aStranger(shop, 2300, id);
    const heal = shop.gateway.plan(isEvents, 'not_sent'); // which would tell of it, too

    await shop.sweep();
    heal();

    const { stripe, cancelReasons } = shop.gateway;
    expect(stripe.payment(stripe.intent(second)).status).toBe('canceled');
    expect(cancelReasons.get(second)).toBe('duplicate');
    expect(is()).toMatchObject({ state: 'pending', paymentIntentId: payment });
  });

  it('writes down that Stripe lacks the payment of a sold order', async () => {
    const { id } = await sold();
    shop.change(`UPDATE "Order" SET paymentIntentId = 'pi_gone' WHERE id = ?`, id);

    await sweeps(2);

    expect(discrepanciesOf(id)).toContainEqual(
      expect.objectContaining({ kind: 'payment_not_succeeded', stripeValue: 'not there' }),
    );
  });

  it('writes down where the ledger and Stripe differ, until they agree again', async () => {
    const { id } = await sold();
    const setAmount = (minor: number) =>
      shop.change('UPDATE LedgerEntry SET amountMinor = ? WHERE orderId = ?', minor, id);
    setAmount(2200);
    const now = new Date().toISOString().replace('Z', '+00:00');
    shop.change('UPDATE TimelineEntry SET at = ? WHERE orderId = ?', now, id);

    await shop.sweep();

    expect(discrepanciesOf(id)).toMatchObject([
      {
        kind: 'amount_differs',
        orderId: id,
        shopValue: '$22.00',
        stripeValue: '$23.00',
        resolvedAt: null,
      },
    ]);
    setAmount(2300);
    await shop.sweep();
    expect(discrepanciesOf(id)[0]?.resolvedAt).not.toBeNull();
  });
});
