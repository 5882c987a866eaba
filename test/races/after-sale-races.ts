import { randomUUID } from 'node:crypto';
import { dispute, refund, says } from '../support/after-sales.js';
import type { Races } from './contestants.js';
import { aBook, anOrder, aPaidOrder, isMismatched, stockOf } from './rows.js';

const aRefund = (amountMinor: number) => refund(`re_${randomUUID()}`, amountMinor);

export const AFTER_SALE_RACES: Races = {
  'a refund is heard of twice': async (contestants) => {
    const { id: orderId } = await aPaidOrder(contestants, await aBook(contestants));
    const news = says([aRefund(500)]);
    await contestants.race(
      (one) => one.refundsAndDisputes.record(orderId, news, 'webhook'),
      (other) => other.refundsAndDisputes.record(orderId, news, 'reconciliation'),
    );
    const where = { orderId, kind: 'refund' };
    const entries = await contestants.reader.ledgerEntry.count({ where });
    return entries === 1 ? null : `${entries} ledger entries`;
  },

  'the rest is refunded after a part': async (contestants) => {
    const { id } = await aPaidOrder(contestants, await aBook(contestants));
    const [part, rest] = [aRefund(1000), aRefund(1300)];
    await contestants.race(
      (one) => one.refundsAndDisputes.record(id, says([part]), 'webhook'),
      (other) => other.refundsAndDisputes.record(id, says([part, rest]), 'webhook'),
    );
    const { state } = await contestants.reader.order.findUniqueOrThrow({ where: { id } });
    return state === 'refunded' ? null : `all was refunded, and it is ${state}`;
  },

  'an order under review is refunded in full, heard of twice': async (contestants) => {
    const book = await aBook(contestants, 4);
    const order = await anOrder(contestants, book);
    await contestants.one.orders.applyTransition(order.id, isMismatched(order), 'webhook');
    const news = says([aRefund(2300)]);
    await contestants.race(
      (one) => one.refundsAndDisputes.record(order.id, news, 'webhook'),
      (other) => other.refundsAndDisputes.record(order.id, news, 'reconciliation'),
    );
    const left = await stockOf(contestants, book);
    return left === 4 ? null : `${left} copies are left of 4`;
  },

  'a review is accepted twice': async (contestants) => {
    const book = await aBook(contestants, 4);
    const order = await anOrder(contestants, book);
    const canceled = { event: 'payment_canceled', reason: null, received: null } as const;
    await contestants.one.orders.applyTransition(order.id, canceled, 'webhook');
    await contestants.one.orders.applyTransition(order.id, isMismatched(order), 'webhook');
    const outcomes = await contestants.raceBoth(({ reviews }) => reviews.accept(order.id, 'admin'));
    const left = await stockOf(contestants, book);
    const isRight =
      outcomes.map(String).toSorted().join() === 'accepted,not_in_review' && left === 3;
    return isRight ? null : `${outcomes.map(String).join(' and ')}, ${left} copies are left of 4`;
  },

  'a dispute is dismissed twice': async (contestants) => {
    const { id } = await aPaidOrder(contestants, await aBook(contestants));
    const news = says([], [dispute('open', 2300, `dp_${randomUUID()}`)]);
    await contestants.one.refundsAndDisputes.record(id, news, 'webhook');
    const done = await contestants.raceBoth(({ reviews }) => reviews.dismissDispute(id, 'admin'));
    return done.filter(Boolean).length === 1 ? null : 'dismissed twice, or never';
  },
};
