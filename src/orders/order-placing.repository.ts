import { Injectable } from '@nestjs/common';
import { tellShortage } from '../catalog/domain/shortage.js';
import { Database } from '../database/database.service.js';
import { ShopProblem } from '../problem/problem.js';
import type { NewOrder } from './domain/new-order.js';
import type { Order } from './domain/order.js';
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
      const { _max } = await tx.order.aggregate({ _max: { number: true } });
      const number = (_max.number ?? FIRST_NUMBER - 1) + 1;
      const placed = { event: 'order_placed', source: 'shopper' } as const;
      await createOrder(tx, { ...columnsOf(order), number }, placed);
      // fail-point: order-half-placed
      const shortage = await this.reservations.hold(tx, order.id);
      if (shortage) throw new ShopProblem('out-of-stock', { detail: tellShortage(shortage) });
      return findOrder(tx, order.id);
    });
  }
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
