import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { aSucceededPayment } from '../../test/support/payments.js';
import { anOrder } from '../../test/support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { OrphanedOrderService } from '../orders/recovery/orphaned-order.service.js';
import { markRecoveryPending } from './mark-recovery-pending.js';

const CAUTION = 'it may have left already';

describe('after a restore', () => {
  let shop: ShopInProcess;

  beforeEach(async () => {
    shop = await openImpatientShop();
    aBook(shop.databasePath, { slug: 'a-book', title: 'A Book' });
  });
  afterEach(() => shop.close());

  async function aPaidOrder() {
    const order = await anOrder(shop, 'a-book');
    order.pay();
    await order.look();
    await shop.orders('pack', order.number, '--kind', 'post');
    return order;
  }
  const restore = () => markRecoveryPending(shop.databasePath, new Date());
  /** What the list says of each order, by its number. */
  async function toPack() {
    const { said } = await shop.orders('list', '--to-pack');
    return new Map(
      said.split(/^Order /m).map((part) => [Number(part.slice(0, part.indexOf(':'))), part]),
    );
  }
  async function mayHaveLeft() {
    const { said } = await shop.orders('list', '--to-pack', '--json');
    const { orders } = JSON.parse(said) as { orders: { number: number; may_have_left: boolean }[] };
    return orders.filter((order) => order.may_have_left).map(({ number }) => number);
  }

  it('the list of what is to be packed marks what may have left before, and nothing newer', async () => {
    const older = await aPaidOrder();
    const unmarked = await mayHaveLeft();
    await restore();
    await shop.orders('recover');
    const newer = await aPaidOrder();

    const list = await toPack();
    expect(unmarked).toEqual([]);
    expect(list.get(older.number)).toContain(
      `${CAUTION}. Compare it with the carrier’s list first.`,
    );
    expect(list.get(newer.number)).not.toContain(CAUTION);
    expect(await mayHaveLeft()).toEqual([older.number]);
  });

  it('an order of the backup that was paid since is marked, too', async () => {
    const order = await anOrder(shop, 'a-book');
    await restore();
    order.pay();
    await shop.orders('recover');

    expect(order.is().state).toBe('paid');
    expect(await mayHaveLeft()).toEqual([order.number]);
  });

  it('the mark is gone once something of the order was sent', async () => {
    const order = await aPaidOrder();
    await restore();
    await shop.orders('send', order.number);
    const sent = await toPack();
    shop.change('UPDATE OrderLine SET quantity = 2 WHERE orderId = ?', order.id);

    expect(sent.has(order.number)).toBe(false);
    expect([...(await toPack()).keys()]).toContain(order.number);
    expect(await mayHaveLeft()).toEqual([]);
  });

  it('the mark comes back with a parcel that is taken back', async () => {
    const order = await aPaidOrder();
    await restore();
    await shop.orders('send', order.number);
    await shop.orders('undo', order.number);

    expect(await mayHaveLeft()).toEqual([order.number]);
  });

  it('the recovery says so again when it is run again', async () => {
    const order = await aPaidOrder();
    await restore();
    const said = async () => (await shop.orders('recover')).said;

    expect(await said()).toContain(`may have left already: ${order.number}.`);
    expect(await said()).toContain(`may have left already: ${order.number}.`);
  });

  it.each([
    ['db:restore', restore, []],
    ['other means', () => Promise.resolve(), ['--since', '2026-01-02']],
  ])('by %s, the recovery says what a person has to compare', async (_, restoreIt, options) => {
    const order = await aPaidOrder();
    shop.change(`UPDATE "Order" SET email = 'ada@example.com' WHERE id = ?`, order.id);
    await restoreIt();

    const { code, said } = await shop.orders('recover', ...options);

    expect(code).toBe(1);
    expect(said).toContain(
      `may have left already: ${order.number}. Compare with the carrier’s list`,
    );
    expect(said).toContain('Withdrawals from the contract: those since then are lost.');
  });

  it('the recovery counts the mails that waited, for people and for programs', async () => {
    const order = await anOrder(shop, 'a-book');
    shop.change(`UPDATE "Order" SET email = 'ada@example.com' WHERE id = ?`, order.id);
    order.pay();
    await order.look();
    await restore();

    const { code, said } = await shop.orders('recover', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(said)).toMatchObject({
      to_compare: { may_have_left: [order.number], unsent_mails: 1 },
    });
  });

  it('an order that was recreated is not to be packed: nobody knows its lines, and whether it was sent', async () => {
    const [id, number, description] = [randomUUID(), 5001, 'Folio order 5001: A Book'];
    const found = {
      description,
      createdAt: new Date(),
      email: null,
      claimedOrderNumber: String(number),
    };
    const payment = { ...aSucceededPayment({ claimedOrderId: id }), ...found };
    await shop.get(OrphanedOrderService).recreate({ id, number, description, payment });

    const accepted = await shop.orders('review', number, 'accept');

    expect(accepted).toEqual({ code: 0, said: 'Order 5001: paid.' });
    expect([...(await toPack()).keys()]).not.toContain(number);
  });

  it('a recovery of what was not restored has nothing to compare', async () => {
    await aPaidOrder();

    const { code, said } = await shop.orders('recover', '--json');

    expect([code, JSON.parse(said)]).toMatchObject([0, { to_compare: null }]);
  });
});
