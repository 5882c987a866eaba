import { Injectable } from '@nestjs/common';
import { tellShortage } from '../catalog/domain/shortage.js';
import { Database, type WriteTransaction } from '../database/database.service.js';
import type { StripeHome } from '../payments/domain/payment.js';
import { ShopProblem } from '../problem/problem.js';
import { paymentEntry } from './domain/ledger.js';
import { type LostOrder, tellLost } from './domain/lost-order.js';
import type { NewOrder } from './domain/new-order.js';
import type { Order } from './domain/order.js';
import { newOrderToken } from './order-token.js';
import { createOrder } from './order-writer.repository.js';
import { findOrder } from './order.repository.js';
import { ReservationRepository } from './reservation.repository.js';

const FIRST_NUMBER = 1001;

@Injectable()
export class OrderPlacingRepository {
  constructor(
    private readonly database: Database,
    private readonly reservations: ReservationRepository,
  ) {}

  /**
   * The shopper's open order from this source, or, when there is none, this one, now open, with its
   * copies taken off the shelf. Throws `out-of-stock` when there are too few, and then there is none.
   */
  async findOpenOrPlace(order: NewOrder): Promise<Order> {
    return this.database.write(async (tx) => {
      const open = await tx.order.findUnique({ where: { openKey: order.openKey } });
      if (open) return findOrder(tx, open.id);
      const placed = { event: 'order_placed', source: 'shopper' } as const;
      await createOrder(tx, { ...columnsOf(order), number: await nextNumber(tx) }, placed);
      // fail-point: order-half-placed
      const shortage = await this.reservations.hold(tx, order.id);
      if (shortage) throw new ShopProblem('out-of-stock', { detail: tellShortage(shortage) });
      return findOrder(tx, order.id);
    });
  }

  /**
   * An order without lines, under review, with the money that came. Null where the order is here and
   * was paid otherwise.
   */
  bringBack(lost: LostOrder, home: StripeHome): Promise<Order | null> {
    const recovered = {
      event: 'order_recovered',
      source: 'restore',
      detail: tellLost(lost),
      entries: [paymentEntry(lost.payment)],
    } as const;
    return this.database.write(async (tx) => {
      if (await tx.order.findUnique({ where: { id: lost.id } })) return null;
      // The shopper was told this one; a shop that has sold on since may have given it to another order.
      const isTaken = await tx.order.findUnique({ where: { number: lost.number } });
      const number = isTaken ? await nextNumber(tx) : lost.number;
      await createOrder(tx, { ...columnsOfLost(lost, home), number }, recovered);
      return findOrder(tx, lost.id);
    });
  }
}

async function nextNumber(tx: WriteTransaction): Promise<number> {
  const { _max } = await tx.order.aggregate({ _max: { number: true } });
  return (_max.number ?? FIRST_NUMBER - 1) + 1;
}

function columnsOf({ lines, home, total, ...columns }: NewOrder) {
  return {
    ...columns,
    currency: total.currency,
    totalMinor: total.minor,
    stripeMode: home.mode,
    stripeAccount: home.account,
    lines: {
      create: lines.map(({ unitPrice, ...line }) => ({ ...line, unitPriceMinor: unitPrice.minor })),
    },
  };
}

function columnsOfLost(lost: LostOrder, { mode, account }: StripeHome) {
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
