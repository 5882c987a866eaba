import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import type { StripeHome } from '../payments/domain/payment.js';
import { isOpen, ORDER_STATES } from './domain/order-state.js';
import type { Order } from './domain/order.js';
import { toOrder } from './order-mapping.js';
import { WHOLE } from './order.repository.js';

const OPEN = ORDER_STATES.filter(isOpen);

export interface NumberRange {
  gt: number;
  lte?: number;
}

@Injectable()
export class OpenOrdersRepository {
  constructor(private readonly database: Database) {}

  /**
   * The oldest first, of those numbers. One of a time to come was placed while the clock
   * was wrong, and is looked at, too.
   */
  async batch(
    { mode, account }: StripeHome,
    placedBefore: Date,
    numbers: NumberRange,
    take: number,
  ) {
    const rows = await this.database.reader.order.findMany({
      where: {
        state: { in: OPEN },
        stripeMode: mode,
        stripeAccount: account,
        OR: [{ placedAt: { lte: placedBefore } }, { placedAt: { gt: new Date() } }],
        number: numbers,
      },
      orderBy: { number: 'asc' },
      take,
      include: WHOLE,
    });
    return rows.map((row): Order => toOrder(row));
  }
}
