import { randomUUID } from 'node:crypto';
import { decidePack } from '../../src/fulfilment/domain/pack.js';
import { decideSend } from '../../src/fulfilment/domain/send.js';
import { decideUndo } from '../../src/fulfilment/domain/undo.js';
import { refund, says } from '../support/after-sales.js';
import type { Contestants, Races, Repositories } from './contestants.js';
import { aBook, aPaidOrder, stockOf } from './rows.js';

const send = (orderId: string) => (one: Repositories) =>
  one.parcels.change(orderId, (situation) =>
    decideSend(situation, { parcel: null, carrier: null, trackingNumber: 'A', anyway: false }),
  );
const refundAll = (orderId: string) => {
  const news = says([refund(`re_${randomUUID()}`, 2300)]);
  return (one: Repositories) => one.refundsAndDisputes.record(orderId, news, 'webhook');
};

async function countOf({ reader }: Contestants, orderId: string) {
  const parcels = await reader.parcel.count({ where: { orderId } });
  const sendings = await reader.timelineEntry.count({ where: { orderId, event: 'parcel_sent' } });
  return { parcels, sendings };
}

export const PARCEL_RACES: Races = {
  'an order is sent twice': async (contestants) => {
    const { id } = await aPaidOrder(contestants, await aBook(contestants));
    const outcomes = await contestants.raceBoth(send(id));
    const { parcels, sendings } = await countOf(contestants, id);
    const isRight = parcels === 1 && sendings === 1 && !outcomes.some((each) => 'refused' in each);
    return isRight ? null : `${parcels} parcels, sent ${sendings} times`;
  },

  'its copies are packed twice': async (contestants) => {
    const { id } = await aPaidOrder(contestants, await aBook(contestants));
    const request = { lines: null, kind: null, anyway: false };
    await contestants.raceBoth(({ parcels }) =>
      parcels.change(id, (situation) => decidePack(situation, request)),
    );
    const { parcels } = await countOf(contestants, id);
    return parcels === 1 ? null : `${parcels} parcels with the same copy`;
  },

  'an order is sent and refunded': async (contestants) => {
    const book = await aBook(contestants, 4);
    const { id } = await aPaidOrder(contestants, book);
    await contestants.race(send(id), refundAll(id));
    const { sendings } = await countOf(contestants, id);
    const left = await stockOf(contestants, book);
    return left === 4 - sendings ? null : `sent ${sendings} times, ${left} copies are left of 4`;
  },

  'a parcel is taken back and its order refunded': async (contestants) => {
    const book = await aBook(contestants, 4);
    const { id } = await aPaidOrder(contestants, book);
    await send(id)(contestants.one);
    await contestants.race(
      (one) => one.parcels.change(id, (situation) => decideUndo(situation, null)),
      refundAll(id),
    );
    const left = await stockOf(contestants, book);
    return left === 4 ? null : `${left} copies are left of 4`;
  },
};
