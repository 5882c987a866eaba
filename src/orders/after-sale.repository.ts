import { Injectable } from '@nestjs/common';
import { Database, type WriteTransaction } from '../database/database.service.js';
import type { AfterSale } from '../payments/domain/payment.js';
import type { LedgerEntry } from './domain/ledger.js';
import type { Order, Source } from './domain/order.js';
import { type AfterSaleNews, isCalledOff, readAfterSale } from './domain/read-after-sale.js';
import { moveOrder, noteOnOrder } from './order-writer.repository.js';
import { type AlsoWrite, findOrder } from './order.repository.js';
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
      const before = await findOrder(tx, orderId);
      const news = readAfterSale(before, afterSale);
      if (news) await writeNews(tx, before, news, source);
      // What a person had still to look at was not sent to anybody.
      if (isCalledOff(before, afterSale)) await this.reservations.release(tx, orderId);
      await also?.(tx);
      return { before, after: await findOrder(tx, orderId) };
    });
  }
}

async function writeNews(
  tx: WriteTransaction,
  order: Order,
  { entries, event }: AfterSaleNews,
  source: Source,
) {
  const entry = { source, entries, detail: idsOf(entries) };
  if (event) await moveOrder(tx, order.id, { event, ...entry });
  else await noteOnOrder(tx, order, { event: 'money_moved', ...entry });
}

function idsOf(entries: readonly LedgerEntry[]): string | null {
  return entries.map(({ stripeId }) => stripeId).join(', ') || null;
}
