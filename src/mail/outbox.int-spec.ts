import { statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { deliverRolledBack } from '../../test/support/deliver-rolled-back.js';
import { mailFilesIn, mailsIn, outboxOf } from '../../test/support/mails.js';
import { anOrder } from '../../test/support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { MailContentService } from './content/mail-content.service.js';
import { mailsFolder } from './mails-folder.js';

let shop: ShopInProcess;
let books = 0;

beforeAll(async () => {
  shop = await openImpatientShop({ PUBLIC_URL: 'https://books.example' });
});
afterAll(() => shop.close());

type Ordered = Awaited<ReturnType<typeof anOrder>>;

const rowsOf = ({ id }: Ordered) =>
  outboxOf(shop.databasePath).filter(({ orderId }) => orderId === id);
const kindsOf = (order: Ordered) => rowsOf(order).map(({ kind, status }) => `${kind} ${status}`);
const modeOf = (file: string) => statSync(file).mode & 0o777;
const send = () => shop.sendMails();
const sentAbout = async ({ token }: Ordered) =>
  (await mailsIn(path.dirname(shop.databasePath))).filter(({ text }) => text?.includes(token));

/** Without an e-mail address. */
function aShopper(changes: Parameters<typeof aBook>[1] = {}) {
  const slug = `book-${++books}`;
  return anOrder(shop, aBook(shop.databasePath, { ...changes, slug }).slug);
}

/** Somebody who has typed an address, and has not paid. */
async function aReader(changes: Parameters<typeof aBook>[1] = {}) {
  const order = await aShopper(changes);
  shop.change('UPDATE "Order" SET email = ? WHERE id = ?', 'ada@example.com', order.id);
  return order;
}

/** Paid when its copy was gone; the copy is there again. */
async function anOrderUnderReview() {
  const order = await aReader({ stock: 1 });
  const stock = (copies: number) => shop.change('UPDATE Book SET stock = ? WHERE slug = ?', copies, `book-${books}`); // prettier-ignore
  shop.change('UPDATE OrderLine SET reserved = 0 WHERE orderId = ?', order.id);
  stock(0);
  order.pay();
  await order.look();
  stock(1);
  return order;
}

/** Paid, mailed of, and packed to be sent by post. `parcel`: a command of the order. */
async function aPackedOrder() {
  const order = await aReader();
  const parcel = (command: string, ...how: string[]) => shop.orders(command, order.number, ...how);
  order.pay();
  await order.look();
  await send();
  await parcel('pack', '--kind', 'post');
  return { order, parcel };
}

describe('the mails of an order', () => {
  it('are none before it is paid', async () => {
    const order = await aReader();
    await order.look();

    expect(rowsOf(order)).toEqual([]);
  });

  it('tell of its payment once, however often it is heard of', async () => {
    const order = await aReader();
    order.pay();
    for (let times = 0; times < 5; times += 1) {
      await shop.deliver('payment_intent.succeeded');
      await order.look();
    }

    expect(rowsOf(order)).toMatchObject([
      { kind: 'order-paid', recipient: 'ada@example.com', status: 'pending' },
    ]);
  });

  it('are made with what they tell of, or not at all', async () => {
    const order = await aReader();
    order.pay();

    await deliverRolledBack(shop, 'payment_intent.succeeded');
    const state = order.is().state;
    await send();
    const mails = rowsOf(order);
    await order.look();

    expect([state, mails]).toEqual(['pending', []]);
    expect(kindsOf(order)).toEqual(['order-paid pending']);
  });

  it('link to its receipt', async () => {
    const order = await aReader();
    order.pay();
    await order.look();
    await send();
    const [mail] = await sentAbout(order);

    expect(mail?.text).toContain(`https://books.example/orders/${order.token}/receipt\n`);
    expect(mail?.html).toContain(`https://books.example/orders/${order.token}/receipt"`);
  });

  it('are files that only the shop’s own user may read', async () => {
    const order = await aReader();
    order.pay();
    await order.look();
    await send();
    const folder = mailsFolder(path.dirname(shop.databasePath));
    const [file = ''] = mailFilesIn(path.dirname(shop.databasePath));

    expect(modeOf(folder)).toBe(0o700);
    expect(modeOf(path.join(folder, file))).toBe(0o600);
  });

  it('are none without an address', async () => {
    const order = await aShopper();
    order.pay();
    await order.look();

    expect([order.is().state, rowsOf(order)]).toEqual(['paid', []]);
  });

  it('say that a person looks at it, and not that it is paid, until one has accepted it', async () => {
    const order = await anOrderUnderReview();
    const before = kindsOf(order);
    await shop.orders('review', order.number, 'accept');

    expect(before).toEqual(['order-review pending']);
    expect(kindsOf(order)).toEqual(['order-review pending', 'order-paid pending']);
  });

  it('tell of each refund once', async () => {
    const order = await aReader();
    order.pay();
    await order.look();
    for (const amount of [500, 700]) {
      order.refund(amount);
      await shop.deliver('charge.refunded');
      await shop.deliver('charge.refunded');
    }
    const refunds = rowsOf(order).filter(({ kind }) => kind === 'order-refunded');

    expect(new Set(refunds.map(({ cause }) => cause)).size).toBe(2);
    expect(kindsOf(order)).toHaveLength(3);
  });
});

describe('a mail that is sent', () => {
  it('is one file, from the shop to the reader, with the order’s one total', async () => {
    const order = await aReader({ title: 'Zen “& the Art”' });
    order.pay();
    await order.look();
    await send();
    await send();
    const [mail, ...others] = await sentAbout(order);
    const [row] = rowsOf(order);

    expect(others).toEqual([]);
    expect(row).toMatchObject({ status: 'sent', attempts: 1 });
    expect(mail).toMatchObject({
      messageId: `<${row?.id}@folio.example>`,
      from: { name: 'Folio', address: 'books@folio.example' },
      to: [{ address: 'ada@example.com' }],
      subject: `Order ${order.number}: we have received your payment`,
    });
    expect(mail?.text).toContain(`https://books.example/orders/${order.token}`);
    expect(mail?.text).toContain('Zen “& the Art”');
    expect(mail?.text).toContain('Total: $23.00');
    expect(mail?.html).toContain('Zen “&amp; the Art”');
  });

  it('is dropped when it is no longer so', async () => {
    const order = await anOrderUnderReview();
    await shop.orders('review', order.number, 'accept');
    await send();

    expect(kindsOf(order)).toEqual(['order-review dropped', 'order-paid sent']);
    expect(await sentAbout(order)).toHaveLength(1);
  });

  it('is sent after all when what it says is true again, once', async () => {
    const { order, parcel } = await aPackedOrder();
    await parcel('send', '--tracking', 'A');
    await parcel('undo');
    await send();
    const untrue = kindsOf(order);
    for (let times = 0; times < 2; times += 1) {
      await parcel('send', '--tracking', 'A');
      await send();
      await parcel('undo');
    }

    expect(untrue).toEqual(['order-paid sent', 'order-sent dropped']);
    expect(kindsOf(order)).toEqual(['order-paid sent', 'order-sent sent']);
    expect(rowsOf(order)[1]).toMatchObject({ attempts: 1, lastError: null });
    expect(await sentAbout(order)).toHaveLength(2);
  });

  it('is not dropped if it has become true while its sender found that it was not', async () => {
    const { order, parcel } = await aPackedOrder();
    await parcel('send');
    await parcel('undo');
    const render = jest.spyOn(shop.get(MailContentService), 'render');
    render.mockImplementationOnce(async () => {
      await parcel('send');
      return null;
    });
    await send();
    const claimed = kindsOf(order);
    shop.change('UPDATE OutboxMail SET nextAttemptAt = createdAt');
    await send();

    expect(claimed).toEqual(['order-paid sent', 'order-sent pending']);
    expect(kindsOf(order)).toEqual(['order-paid sent', 'order-sent sent']);
  });
});
