import { Injectable } from '@nestjs/common';
import { Database, type WriteTransaction } from '../database/database.service.js';
import type { AfterSale } from '../payments/domain/payment.js';
import { TRANSITIONS } from './domain/order-state.js';
import type { Order, Source } from './domain/order.js';
import { type AfterSaleNews, isCalledOff, readAfterSale } from './domain/read-after-sale.js';
import { toOrder } from './order-mapping.js';
import { type AlsoWrite, WHOLE } from './order.repository.js';
import { ReservationRepository } from './reservation.repository.js';

@Injectable()
export class AfterSaleRepository {
  constructor(
    private readonly database: Database,
    private readonly reservations: ReservationRepository,
  ) {}

  /**
   * Writes down what Stripe says and the ledger does not yet, and moves the order to what follows,
   * in one transaction: of several that come with the same news, one writes it. Returns the order as
   * this transaction found it, and as it left it.
   */
  record(orderId: string, afterSale: AfterSale, source: Source, also?: AlsoWrite) {
    return this.database.write(async (tx) => {
      const before = await find(tx, orderId);
      const news = readAfterSale(before, afterSale);
      if (news) await writeNews(tx, before, news, source);
      // What a person had still to look at was not sent to anybody.
      if (isCalledOff(before, afterSale)) await this.reservations.release(tx, orderId);
      await also?.(tx);
      return { before, after: await find(tx, orderId) };
    });
  }
}

async function find(tx: WriteTransaction, id: string): Promise<Order> {
  return toOrder(await tx.order.findUniqueOrThrow({ where: { id }, include: WHOLE }));
}

async function writeNews(
  tx: WriteTransaction,
  { id: orderId, state: present }: Order,
  { entries, event }: AfterSaleNews,
  source: Source,
) {
  const state = event ? TRANSITIONS[event].to : present;
  await tx.ledgerEntry.createMany({ data: entries.map((entry) => ({ orderId, ...entry })) });
  // fail-point: money-written
  if (state !== present) await tx.order.update({ where: { id: orderId }, data: { state } });
  const detail = entries.map(({ stripeId }) => stripeId).join(', ') || null;
  await tx.timelineEntry.create({
    data: { orderId, event: event ?? 'money_moved', state, source, detail },
  });
}
