import { randomUUID } from 'node:crypto';
import { refund, says } from '../support/after-sales.js';
import type { Races } from './contestants.js';
import { aBook, anOrder, aPaidOrder, isPaid } from './rows.js';

const aRefund = () => says([refund(`re_${randomUUID()}`, 500)]);

export const RECEIPT_RACES: Races = {
  'two orders are paid at once': async (contestants) => {
    const book = await aBook(contestants);
    const [one, other] = [await anOrder(contestants, book), await anOrder(contestants, book)];
    await contestants.race(
      ({ orders }) => orders.applyTransition(one.id, isPaid(one), 'webhook'),
      ({ orders }) => orders.applyTransition(other.id, isPaid(other), 'webhook'),
    );
    const rows = await contestants.reader.receipt.findMany();
    const own = rows.filter(({ orderId }) => [one.id, other.id].includes(orderId));
    return own.length === 2 ? gapIn(rows) : `${own.length} receipts for two orders`;
  },

  'two orders are refunded at once': async (contestants) => {
    const book = await aBook(contestants);
    const [one, other] = [await aPaidOrder(contestants, book), await aPaidOrder(contestants, book)];
    await contestants.race(
      ({ refundsAndDisputes }) => refundsAndDisputes.record(one.id, aRefund(), 'webhook'),
      ({ refundsAndDisputes }) => refundsAndDisputes.record(other.id, aRefund(), 'webhook'),
    );
    const rows = await contestants.reader.creditNote.findMany();
    const own = rows.filter(({ orderId }) => [one.id, other.id].includes(orderId));
    return own.length === 2 ? gapIn(rows) : `${own.length} credit notes for two orders`;
  },
};

/** Numbers are unique: as many as the largest of them are without a gap. */
function gapIn(rows: { number: number }[]): string | null {
  const last = Math.max(...rows.map(({ number }) => number));
  return last === rows.length ? null : `the numbers of ${rows.length} end at ${last}`;
}
