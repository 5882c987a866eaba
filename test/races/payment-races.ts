import { randomUUID } from 'node:crypto';
import type { Contestants, Races } from './contestants.js';
import { aBook, anOrder, isDeclined, isExpired, isPaid, stockOf } from './rows.js';

const entriesOf = ({ reader }: Contestants, orderId: string, kind: string) =>
  reader.ledgerEntry.count({ where: { orderId, kind } });

export const PAYMENT_RACES: Races = {
  'a payment is heard of twice': async (contestants) => {
    const order = await anOrder(contestants, await aBook(contestants, 3));
    await contestants.race(
      ({ orders }) => orders.applyTransition(order.id, isPaid(order), 'webhook'),
      ({ orders }) => orders.applyTransition(order.id, isPaid(order), 'return_url'),
    );
    const entries = await entriesOf(contestants, order.id, 'payment');
    return entries === 1 ? null : `${entries} ledger entries`;
  },

  'two attempts are declined': async (contestants) => {
    const { id } = await anOrder(contestants, await aBook(contestants));
    await contestants.race(
      ({ orders }) => orders.applyTransition(id, isDeclined('ch_x'), 'webhook'),
      ({ orders }) => orders.applyTransition(id, isDeclined('ch_y'), 'webhook'),
    );
    const { failedAttempts } = await contestants.reader.order.findUniqueOrThrow({ where: { id } });
    const attempts = failedAttempts?.split(' ').toSorted().join();
    return attempts === 'ch_x,ch_y' ? null : `an attempt is forgotten: ${attempts}`;
  },

  'a declined attempt is heard of twice': async (contestants) => {
    const { id: orderId } = await anOrder(contestants, await aBook(contestants));
    await contestants.raceBoth(({ orders }) =>
      orders.applyTransition(orderId, isDeclined('ch_x'), 'webhook'),
    );
    const where = { orderId, event: 'payment_failed' };
    const entries = await contestants.reader.timelineEntry.count({ where });
    return entries === 1 ? null : `${entries} timeline entries`;
  },

  'an order is paid while it expires': async (contestants) => {
    const book = await aBook(contestants, 1);
    const order = await anOrder(contestants, book);
    await contestants.race(
      ({ orders }) => orders.applyTransition(order.id, isExpired, 'reconciliation'),
      ({ orders }) => orders.applyTransition(order.id, isPaid(order), 'webhook'),
    );
    const { state, lines } = await contestants.reader.order.findUniqueOrThrow({
      where: { id: order.id },
      include: { lines: true },
    });
    const [reserved, left] = [lines[0]?.reserved, await stockOf(contestants, book)];
    const isRight = state === 'paid' && reserved === 1 && left === 0;
    return isRight ? null : `it is ${state}, ${reserved} are reserved and ${left} left`;
  },

  'an order expires twice': async (contestants) => {
    const book = await aBook(contestants, 1);
    const { id } = await anOrder(contestants, book);
    await contestants.raceBoth(({ orders }) =>
      orders.applyTransition(id, isExpired, 'reconciliation'),
    );
    const left = await stockOf(contestants, book);
    return left === 1 ? null : `${left} copies are left of 1`;
  },

  'a refund is requested twice': async (contestants) => {
    const { id } = await anOrder(contestants, await aBook(contestants));
    const [one, other] = await contestants.raceBoth(({ refunds }) =>
      refunds.findPendingOrCreate(id, { id: randomUUID(), amountMinor: 5, isFull: false }),
    );
    return one.id === other.id ? null : 'two requests';
  },
};
