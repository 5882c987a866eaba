import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { BY_MAIL, COLLECTED } from '../../test/support/check-out.js';
import { anOrderOf } from '../../test/support/placed-orders.js';
import { shopFolder } from '../../test/support/shop-folder.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { WithdrawalQueries } from '../orders/withdrawal/withdrawal.queries.js';
import { WithdrawalService } from '../orders/withdrawal/withdrawal.service.js';

const ADA = { name: 'Ada Lovelace', email: 'ada@example.com' };
const TODAY = String.raw`\d{4}-\d\d-\d\d`;

describe('an order whose shopper withdrew from the contract', () => {
  let shop: ShopInProcess;
  let slug: string;
  let round = 0;

  beforeAll(async () => {
    const SHOP_DIR = await shopFolder({ policies: { withdrawalDays: 14 } });
    shop = await openImpatientShop({ SHOP_DIR });
  });
  afterAll(() => shop.close());
  beforeEach(() => {
    slug = aBook(shop.databasePath, { slug: `a-book-${++round}`, title: 'A Book', stock: 5 }).slug;
  });

  const orders = (...args: (string | number)[]) => shop.orders(...args);

  async function aPaidOrder(draft = BY_MAIL) {
    const order = await anOrderOf(shop, { [slug]: 2 }, draft);
    order.pay();
    await order.look();
    return order;
  }
  async function withdraw({ token }: { token: string }) {
    const withdrawals = shop.get(WithdrawalService);
    await withdrawals.receive((await withdrawals.find(token)).order, ADA);
  }
  async function aWithdrawnOrder(draft = BY_MAIL) {
    const order = await aPaidOrder(draft);
    await withdraw(order);
    return order;
  }
  async function refund(order: Awaited<ReturnType<typeof aPaidOrder>>) {
    order.refund(order.is().totalMinor);
    await shop.deliver('charge.refunded');
    expect(order.is().state).toBe('refunded');
  }
  const refusal = (number: number) =>
    new RegExp(`Order ${number}: the shopper withdrew from the contract on ${TODAY}\\. .*--anyway`);
  const openSince = (id: string) => shop.get(WithdrawalQueries).openSince(id);
  /** Its entry of the list of what is to be packed. */
  const toPack = async (number: number) => {
    const { said } = await orders('--json', 'list', '--to-pack');
    const list = JSON.parse(said) as { orders: { number: number; withdrawn: boolean }[] };
    return list.orders.find((each) => each.number === number);
  };

  it.each(['pack', 'send'])('is refused by %s, until a person insists', async (command) => {
    const { number } = await aWithdrawnOrder();

    const careful = await orders(command, number);
    const anyway = await orders(command, number, '--anyway');

    expect(careful).toEqual({ code: 1, said: expect.stringMatching(refusal(number)) });
    expect(anyway.code).toBe(0);
  });

  it('is not handed over in the shop, until a person insists', async () => {
    const { number, ...order } = await aPaidOrder(COLLECTED);
    await orders('pack', number);
    await withdraw(order);

    const careful = await orders('collected', number);
    const anyway = await orders('collected', number, '--anyway');

    expect(careful).toEqual({ code: 1, said: expect.stringMatching(refusal(number)) });
    expect(anyway.code).toBe(0);
  });

  it('is sent as before once a person has dismissed the withdrawal', async () => {
    const { number } = await aWithdrawnOrder();
    await orders('review', number, 'dismiss');

    expect(await toPack(number)).toMatchObject({ withdrawn: false });
    expect(await orders('send', number)).toMatchObject({ code: 0 });
  });

  it('is marked in the list of what is to be packed, and on the command of its slip', async () => {
    const [withdrawn, other] = [await aWithdrawnOrder(), await aPaidOrder()];
    const text = new RegExp(`the shopper withdrew from the contract on ${TODAY}`);

    const { said } = await orders('list', '--to-pack');
    const entries = said.split('Order ').filter((entry) => text.test(entry));

    expect(entries.some((entry) => entry.startsWith(`${withdrawn.number}:`))).toBe(true);
    expect(entries.some((entry) => entry.startsWith(`${other.number}:`))).toBe(false);
    expect(await toPack(withdrawn.number)).toMatchObject({ withdrawn: true });
    expect(await toPack(other.number)).toMatchObject({ withdrawn: false });
    expect((await orders('slip', withdrawn.number)).said).toMatch(text);
    expect((await orders('slip', other.number)).said).not.toMatch(text);
  });

  it('is to be refunded where nothing was sent, and its books are asked for where something was', async () => {
    const { number } = await aWithdrawnOrder();
    const hints = async () =>
      (await orders('review')).said.split('\n').filter((line) => /sent|sending/.test(line));

    const unsent = await hints();
    await orders('send', number, '--anyway');
    const sent = await hints();
    const { said } = await orders('--json', 'review');
    await orders('review', number, 'dismiss');

    expect(unsent).toContainEqual(expect.stringContaining('npm run orders -- refund NUMBER'));
    expect(sent).toContainEqual(expect.stringContaining('sending the books back'));
    expect(JSON.parse(said)).toMatchObject({
      withdrawals: expect.arrayContaining([
        expect.objectContaining({ order_number: number, was_sent: true }),
      ]),
    });
  });

  it('needs no decision after a full refund if nothing of it was sent, until that refund fails', async () => {
    const order = await aWithdrawnOrder();
    const whenPaid = await openSince(order.id);
    await refund(order);
    const whenRefunded = await openSince(order.id);
    shop.gateway.stripe.act(order.payment, 'refund.failed', (truth) => truth.failRefund(0));
    await shop.deliver('refund.failed');

    expect(whenPaid).not.toBeNull();
    expect(whenRefunded).toBeNull();
    expect(order.is().state).toBe('paid');
    expect(await openSince(order.id)).toEqual(whenPaid);
    const { said } = await orders('send', order.number);
    expect(said).toMatch(refusal(order.number));
  });

  it('needs none when the refunded payment is disputed', async () => {
    const order = await aWithdrawnOrder();
    await refund(order);
    shop.gateway.stripe.act(order.payment, 'charge.dispute.created', (truth) => truth.dispute('open')); // prettier-ignore
    await shop.deliver('charge.dispute.created');

    expect(order.is().state).toBe('disputed');
    expect(await openSince(order.id)).toBeNull();
  });

  it('still needs one after a full refund if something of it was sent, and stays decided by a person', async () => {
    const [sent, dismissed] = [await aWithdrawnOrder(), await aWithdrawnOrder()];
    await orders('send', sent.number, '--anyway');
    await orders('review', dismissed.number, 'dismiss');
    for (const order of [sent, dismissed]) await refund(order);
    shop.gateway.stripe.act(dismissed.payment, 'refund.failed', (truth) => truth.failRefund(0));
    await shop.deliver('refund.failed');

    expect(await openSince(sent.id)).not.toBeNull();
    expect(dismissed.is().state).toBe('paid');
    expect(await openSince(dismissed.id)).toBeNull();
  });
});
