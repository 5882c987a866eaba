import { Injectable } from '@nestjs/common';
import { Database, type WriteTransaction } from '../database/database.service.js';
import type { StripeHome } from '../payments/domain/payment.js';
import { paymentEntry } from './domain/ledger.js';
import { type LostOrder, tellLost } from './domain/lost-order.js';
import type { Order } from './domain/order.js';
import { newOrderToken } from './order-token.js';
import { createOrder } from './order-writer.repository.js';
import { findOrder } from './order.repository.js';

@Injectable()
export class RecoveryRepository {
  constructor(private readonly database: Database) {}

  /**
   * An order without lines, under review, with the money that came. Null where the order is here and
   * was paid otherwise.
   */
  async bringBack(lost: LostOrder, home: StripeHome): Promise<Order | null> {
    return this.database.write(async (tx) => {
      if (await tx.order.findUnique({ where: { id: lost.id } })) return null;
      const number = await freeNumber(tx, lost.number);
      await createOrder(
        tx,
        { ...columnsOf(lost, home), number },
        {
          event: 'order_recovered',
          source: 'restore',
          detail: tellLost(lost),
          entries: [paymentEntry(lost.payment)],
        },
      );
      return findOrder(tx, lost.id);
    });
  }
}

/** The shopper was told this one; a shop that has sold on since may have given it to another order. */
async function freeNumber(tx: WriteTransaction, wanted: number): Promise<number> {
  const taken = await tx.order.findUnique({ where: { number: wanted } });
  const { _max } = await tx.order.aggregate({ _max: { number: true } });
  return taken ? (_max.number ?? wanted) + 1 : wanted;
}

function columnsOf(lost: LostOrder, { mode, account }: StripeHome) {
  const { paymentIntentId, currency, amountMinor, createdAt, email } = lost.payment;
  return {
    id: lost.id,
    token: newOrderToken(),
    source: 'restored',
    currency,
    totalMinor: amountMinor,
    email,
    stripeMode: mode,
    stripeAccount: account,
    paymentIntentId,
    reason: tellLost(lost),
    placedAt: createdAt,
  };
}
