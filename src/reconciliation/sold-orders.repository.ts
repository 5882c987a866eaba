import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import { isSettled, ORDER_STATES } from '../orders/domain/order-state.js';
import type { StripeHome } from '../payments/domain/payment.js';

const SETTLED = ORDER_STATES.filter(isSettled);

export interface NumberRange {
  gt: number;
  lte?: number;
}

export interface SoldOrder {
  number: number;
  token: string;
}

@Injectable()
export class SoldOrdersRepository {
  constructor(private readonly database: Database) {}

  /** Before that there was nothing to hear of. */
  async firstPlacedAt({ mode, account }: StripeHome): Promise<Date | null> {
    const first = await this.database.reader.order.findFirst({
      where: { stripeMode: mode, stripeAccount: account },
      orderBy: { number: 'asc' },
      select: { placedAt: true },
    });
    return first?.placedAt ?? null;
  }

  /** Oldest first: those that money came for and whose story went on since then, or that disagree. */
  toCompare(
    { mode, account }: StripeHome,
    since: Date,
    numbers: NumberRange,
    take: number,
  ): Promise<SoldOrder[]> {
    return this.database.reader.order.findMany({
      where: {
        state: { in: SETTLED },
        stripeMode: mode,
        stripeAccount: account,
        number: numbers,
        OR: [
          { timeline: { some: { at: { gte: since } } } },
          { discrepancies: { some: { resolvedAt: null, dismissedAt: null } } },
        ],
      },
      orderBy: { number: 'asc' },
      take,
      select: { number: true, token: true },
    });
  }

  /** Those of these PaymentIntents that no order has. */
  async withoutOrder(paymentIntentIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.reader.order.findMany({
      where: { paymentIntentId: { in: [...paymentIntentIds] } },
      select: { paymentIntentId: true },
    });
    const known = new Set(rows.map(({ paymentIntentId }) => paymentIntentId));
    return new Set(paymentIntentIds.filter((id) => !known.has(id)));
  }
}
