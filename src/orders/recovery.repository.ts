import { Injectable } from '@nestjs/common';
import { Database, type WriteTransaction } from '../database/database.service.js';
import type { StripeHome } from '../payments/domain/payment.js';
import { type LostOrder, tellLost } from './domain/lost-order.js';
import type { Order } from './domain/order.js';
import { toOrder } from './order-mapping.js';
import { WHOLE } from './order.repository.js';
import { newOrderToken } from './order-token.js';

const STATE = 'needs_review';

@Injectable()
export class RecoveryRepository {
  constructor(private readonly database: Database) {}

  /**
   * An order without lines, under review, with the money that came. Null where the order is here and
   * was paid otherwise.
   */
  async bringBack(lost: LostOrder, home: StripeHome): Promise<Order | null> {
    const row = await this.database.write(async (tx) => {
      const known = await tx.order.findUnique({ where: { id: lost.id } });
      if (known) return null;
      const number = await freeNumber(tx, lost.number);
      return tx.order.create({ data: { ...rowOf(lost, home), number }, include: WHOLE });
    });
    return row && toOrder(row);
  }
}

/** The shopper was told this one; a shop that has sold on since may have given it to another order. */
async function freeNumber(tx: WriteTransaction, wanted: number): Promise<number> {
  const taken = await tx.order.findUnique({ where: { number: wanted } });
  const { _max } = await tx.order.aggregate({ _max: { number: true } });
  return taken ? (_max.number ?? wanted) + 1 : wanted;
}

function rowOf(lost: LostOrder, { mode, account }: StripeHome) {
  const { paymentIntentId, currency, receivedMinor, amountMinor, createdAt, email } = lost.payment;
  const reason = tellLost(lost);
  const entry = {
    kind: 'payment',
    stripeId: paymentIntentId,
    amountMinor: receivedMinor,
    currency,
  };
  return {
    id: lost.id,
    token: newOrderToken(),
    state: STATE,
    source: 'restored',
    currency,
    totalMinor: amountMinor,
    email,
    stripeMode: mode,
    stripeAccount: account,
    paymentIntentId,
    reason,
    placedAt: createdAt,
    ledger: { create: entry },
    timeline: {
      create: { event: 'order_recovered', state: STATE, source: 'restore', detail: reason },
    },
  };
}
