import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { aBook } from '../../../test/support/books.js';
import { BY_MAIL } from '../../../test/support/check-out.js';
import { mailsIn, outboxOf } from '../../../test/support/mails.js';
import { AN_ADDRESS } from '../../../test/support/offers.js';
import { anOrder, anOrderOf } from '../../../test/support/placed-orders.js';
import { shopFolder } from '../../../test/support/shop-folder.js';
import { openImpatientShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { Shop } from '../../shop/shop.js';
import { OrdersController } from '../pages/orders.controller.js';
import { WithdrawalInput } from './withdrawal.input.js';
import { WithdrawalQueries } from './withdrawal.queries.js';
import { OldWithdrawalsScheduler } from './old-withdrawals.scheduler.js';
import { WithdrawalService } from './withdrawal.service.js';

const YEAR_MS = 365 * 24 * 60 * 60_000;
const ADA = { name: 'Ada Lovelace', email: 'ada@example.com' };

describe('a withdrawal from the contract', () => {
  let shop: ShopInProcess;
  let slug: string;

  beforeAll(async () => {
    const SHOP_DIR = await shopFolder({ policies: { withdrawalDays: 14 } });
    shop = await openImpatientShop({ SHOP_DIR });
    ({ slug } = aBook(shop.databasePath, { title: 'The Analytical Engine' }));
  });
  afterAll(() => shop.close());

  async function aPaidOrder() {
    const order = await anOrder(shop, slug);
    order.pay();
    await order.look();
    return order;
  }
  const withdrawals = () => shop.get(WithdrawalService);
  const stored = (id: string) => shop.get(WithdrawalQueries).find(id);
  const mailsAbout = (id: string) =>
    outboxOf(shop.databasePath).filter(
      ({ orderId, kind }) => orderId === id && kind === 'withdrawal-received',
    );

  it('is received once, with a mail that proves what was written and when', async () => {
    const { id, token, number } = await aPaidOrder();
    const { order } = await withdrawals().find(token);

    await Promise.all([1, 2].map(() => withdrawals().receive(order, ADA)));
    await withdrawals().receive(order, { name: 'Eve', email: 'eve@example.com' });
    await shop.sendMails();

    expect(await stored(id)).toMatchObject({ ...ADA, closedAt: null });
    expect(mailsAbout(id)).toMatchObject([{ recipient: ADA.email, status: 'sent' }]);
    const mails = await mailsIn(path.dirname(shop.databasePath));
    const mail = mails.find(({ subject }) => subject?.includes(`Order ${number}`));
    expect(mail?.text).toMatch(/Ada Lovelace withdrew from the contract of order No\. \d+ on .*\d{4}/); // prettier-ignore
  });

  describe('by somebody who gives another address than the order has', () => {
    const HERS = { ...AN_ADDRESS, line1: '4 Marlow Road', city: 'Salem', postalCode: '97301' };
    const RECEIVED = /Ada Lovelace withdrew from the contract of order No\. \d+ on .*\d{4}/;

    /** Withdraws from an order of ada@example.com that is sent by post. Resolves to its mails by recipient. */
    async function withdrawnWith(email: string) {
      const order = await anOrderOf(shop, { [slug]: 2 }, { ...BY_MAIL, address: HERS });
      await shop.checkout.setContact(order.token, 'ada@example.com');
      order.pay();
      await order.look();
      await withdrawals().receive((await withdrawals().find(order.token)).order, { ...ADA, email });
      await shop.sendMails();
      const subject = `Order ${order.number}: we have received your withdrawal`;
      const sent = await mailsIn(path.dirname(shop.databasePath));
      const mails = sent.filter((mail) => mail.subject === subject);
      return { ...order, to: new Map(mails.map((mail) => [mail.to?.[0]?.address, mail])) };
    }

    it('is proved to that address without the link and the address of delivery', async () => {
      const { token, number, to } = await withdrawnWith('eve@example.com');
      const { text = '', html = '' } = to.get('eve@example.com') ?? {};

      expect(text).toMatch(RECEIVED);
      for (const part of [text, html]) {
        for (const proof of [String(number), '2 × ', 'The Analytical Engine', shop.get(Shop).name])
          expect(part).toContain(proof);
        for (const secret of [token, '/orders/', HERS.line1, HERS.city])
          expect(part).not.toContain(secret);
      }
    });

    it('is proved to the order’s own address as well, with its link', async () => {
      const { id, token, to } = await withdrawnWith('eve@example.com');

      expect(mailsAbout(id)).toHaveLength(2);
      expect([...to.keys()].sort()).toEqual(['ada@example.com', 'eve@example.com']);
      expect(to.get('ada@example.com')?.text).toMatch(RECEIVED);
      expect(to.get('ada@example.com')?.text).toContain(`/orders/${token}`);
    });

    it('is one mail, with the link, if only its capitals are others', async () => {
      const { id, token, to } = await withdrawnWith('ADA@example.com');

      expect(mailsAbout(id)).toHaveLength(1);
      expect(to.get('ADA@example.com')?.text).toContain(`/orders/${token}`);
    });
  });

  it.each([
    ['a line break', 'Ada\r\nLovelace'],
    ['another control character', 'Ada\u0000Lovelace'],
    ['a line separator', 'Ada\u2028Lovelace'],
    ['a link', 'Ada https://shop.example'],
  ])('is by nobody whose name has %s', (_, name) => {
    expect(WithdrawalInput.safeParse({ ...ADA, name }).error?.issues).toMatchObject([
      { path: ['name'], message: 'Please enter your name in one line, without a link.' },
    ]);
  });

  it('refunds nothing, and is a matter for a person until it is dismissed', async () => {
    const { id, token, number, is } = await aPaidOrder();
    await withdrawals().receive((await withdrawals().find(token)).order, ADA);

    const listed = await shop.orders('review');
    expect(is().state).toBe('paid');
    expect(listed.code).toBe(1);
    expect(listed.said).toContain(`Order ${number}: Ada Lovelace withdrew from the contract on`);

    expect(await shop.orders('review', number, 'dismiss')).toMatchObject({ code: 0 });
    expect((await shop.orders('review')).said).not.toContain(`Order ${number}: Ada`);
    expect((await stored(id))?.closedAt).toBeInstanceOf(Date);
    expect(await shop.orders('review', number, 'dismiss')).toMatchObject({ code: 1 });
  });

  it('and a dispute of the same order are dismissed one at a time', async () => {
    const { id, token, number, payment } = await aPaidOrder();
    await withdrawals().receive((await withdrawals().find(token)).order, ADA);
    shop.gateway.stripe.act(payment, 'charge.dispute.created', (truth) => truth.dispute('open'));
    await shop.orders('check', number);
    const dismiss = (...only: string[]) => shop.orders('review', number, 'dismiss', ...only);

    expect(await dismiss()).toEqual({
      code: 1,
      said: `Order ${number} has more than one thing open. Say what you have seen: review ${number} dismiss --only dispute, or --only withdrawal`,
    });
    expect((await stored(id))?.closedAt).toBeNull();
    expect(await dismiss('--only', 'discrepancy')).toMatchObject({ code: 1 });
    expect(await dismiss('--only', 'withdrawal')).toMatchObject({ code: 0 });

    const { said } = await shop.orders('review');
    expect(said).toContain(`Order ${number}: its payment is disputed`);
    expect(said).not.toContain(`Order ${number}: Ada`);
    expect(await dismiss()).toMatchObject({ code: 0 });
    expect((await shop.orders('review')).said).not.toContain(`Order ${number}:`);
    expect(await shop.orders('review', '--only', 'dispute')).toMatchObject({ code: 2 });
  });

  it('leaves nothing on the order’s page that promises the books, until it is dismissed', async () => {
    const { token, number } = await aPaidOrder();
    await withdrawals().receive((await withdrawals().find(token)).order, ADA);
    const expected = async () => {
      const { parcels } = await shop.get(OrdersController).show(token, {} as Request);
      return parcels?.entries.map(({ text }) => text);
    };

    expect(await expected()).toEqual(['Held back, as you withdrew from the contract.']);
    await shop.orders('review', number, 'dismiss');
    expect(await expected()).toEqual([expect.stringContaining('To be made ready for you')]);
  });

  it('is not there for an order that is not paid', async () => {
    const { token } = await anOrder(shop, slug);

    await expect(withdrawals().find(token)).rejects.toThrow('not-found');
  });

  it('is deleted three years after it was closed, and not before', async () => {
    const [closed, open] = [await aPaidOrder(), await aPaidOrder()];
    for (const { token } of [closed, open])
      await withdrawals().receive((await withdrawals().find(token)).order, ADA);
    await shop.orders('review', closed.number, 'dismiss');
    const deleteAfter = (years: number) =>
      shop.get(OldWithdrawalsScheduler).deleteOld(new Date(Date.now() + years * YEAR_MS));

    await deleteAfter(2.9);
    expect(await stored(closed.id)).not.toBeNull();
    await deleteAfter(3.1);
    expect(await stored(closed.id)).toBeNull();
    expect(await stored(open.id)).not.toBeNull();
  });
});
