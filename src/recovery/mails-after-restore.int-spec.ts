import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { outboxOf } from '../../test/support/mails.js';
import { anOrder } from '../../test/support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { PaymentSyncService } from '../orders/payment/payment-sync.service.js';
import { markRecoveryPending } from './mark-recovery-pending.js';
import { RecoveryCheckpointService } from './recovery-checkpoint.service.js';

let shop: ShopInProcess;
let slug: string;

beforeAll(async () => {
  shop = await openImpatientShop();
  slug = aBook(shop.databasePath).slug;
});
afterAll(() => shop.close());

type Ordered = Awaited<ReturnType<typeof anOrder>>;

async function aReader() {
  const order = await anOrder(shop, slug);
  shop.change('UPDATE "Order" SET email = ? WHERE id = ?', 'ada@example.com', order.id);
  return order;
}

const mailsOf = ({ id }: Ordered) =>
  outboxOf(shop.databasePath)
    .filter(({ orderId }) => orderId === id)
    .map(({ kind, status }) => `${kind} ${status}`);

const mailIdOf = ({ id }: Ordered) =>
  outboxOf(shop.databasePath).find(({ orderId }) => orderId === id)?.id ?? '';

async function paid(order: Ordered) {
  order.pay();
  await order.look();
  return order;
}

const restore = () => markRecoveryPending(shop.databasePath, new Date());
const endRecovery = () =>
  shop.get(RecoveryCheckpointService).runWithin(new Date(0), () => Promise.resolve());

describe('after a restore', () => {
  it('nothing is mailed that waited when the backup was made', async () => {
    const order = await paid(await aReader());
    const before = mailsOf(order);
    await restore();

    expect(before).toEqual(['order-paid pending']);
    expect(mailsOf(order)).toEqual(['order-paid failed']);
  });

  it('a person is told of what waited, and sends or dismisses it', async () => {
    const [sent, dismissed] = [await paid(await aReader()), await paid(await aReader())];
    await restore();
    const list = await shop.orders('mail');
    const review = await shop.orders('review');
    await shop.orders('mail', mailIdOf(sent), 'send');
    await shop.orders('mail', mailIdOf(dismissed), 'dismiss');

    const line = `(order-paid of order ${sent.number}) to ada@example.com: It waited when the backup was made`;
    expect(list).toEqual({ code: 1, said: expect.stringContaining(line) });
    expect(review.said).toContain('Mails that were not sent, or may not have been: ');
    expect([mailsOf(sent), mailsOf(dismissed)]).toEqual([
      ['order-paid pending'],
      ['order-paid dropped'],
    ]);
  });

  it('what waited is not sent by itself, also when it is to be said again', async () => {
    const order = await paid(await aReader());
    await shop.orders('pack', order.number, '--kind', 'post');
    await shop.orders('send', order.number);
    await restore();
    await shop.orders('undo', order.number);
    await shop.orders('send', order.number);

    expect(mailsOf(order)).toEqual(['order-paid failed', 'order-sent failed']);
  });

  it('nothing is mailed of what the recovery applies', async () => {
    const order = await aReader();
    order.pay();
    await shop
      .get(PaymentSyncService)
      .syncRefundsAndDisputes(await shop.order(order.token), 'recovery');

    expect([order.is().state, mailsOf(order)]).toEqual(['paid', ['order-paid dropped']]);
  });

  it('nothing is mailed of an older order before the recovery has ended, and of a newer one it is', async () => {
    const older = await aReader();
    await restore();
    const newer = await aReader();
    await paid(older);
    await paid(newer);

    expect([mailsOf(older), mailsOf(newer)]).toEqual([
      ['order-paid dropped'],
      ['order-paid pending'],
    ]);
  });

  it('an older order that is paid after the recovery is mailed', async () => {
    const order = await aReader();
    await restore();
    await endRecovery();
    await paid(order);

    expect(mailsOf(order)).toEqual(['order-paid pending']);
  });
});
