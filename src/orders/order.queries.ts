import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import type { StripeHome } from '../payments/domain/payment.js';
import { isOpen, ORDER_STATES, type OrderState } from './domain/order-state.js';
import type { Order } from './domain/order.js';
import { toOrder, WHOLE } from './order-mapping.js';

const OPEN = ORDER_STATES.filter(isOpen);

type UniqueWhere = { token: string } | { id: string } | { paymentIntentId: string };

export interface OrderFilter {
  state?: OrderState;
  limit: number;
}

/** More than `gt`, and at most `lte`. */
export interface NumberRange {
  gt: number;
  lte?: number;
}

/** What anybody may ask about orders. */
@Injectable()
export class OrderQueries {
  constructor(protected readonly database: Database) {}

  async find(where: UniqueWhere): Promise<Order | null> {
    const row = await this.database.reader.order.findUnique({ where, include: WHOLE });
    return row && toOrder(row);
  }

  async findByNumber(number: number): Promise<Order | null> {
    const row = await this.database.reader.order.findUnique({ where: { number }, include: WHOLE });
    return row && toOrder(row);
  }

  /** The shopper's newest, whatever became of it. */
  async findLatest(shopperId: string): Promise<{ token: string } | null> {
    return this.database.reader.order.findFirst({
      where: { shopperId },
      orderBy: { number: 'desc' },
      select: { token: true },
    });
  }

  /** When the newest of those was placed that are paid, and were before that time. */
  async newestPaidPlacedAt(mode: StripeHome['mode'], paidBefore: Date): Promise<Date | null> {
    const order = await this.database.reader.order.findFirst({
      where: { stripeMode: mode, state: 'paid', paidAt: { lte: paidBefore } },
      orderBy: { placedAt: 'desc' },
      select: { placedAt: true },
    });
    return order?.placedAt ?? null;
  }

  async hasAny(): Promise<boolean> {
    return (await this.database.reader.order.count()) > 0;
  }

  /** When something last happened to an order, but for what a recovery wrote, and a wrong clock. */
  async lastSaleAt(): Promise<Date | null> {
    const entry = await this.database.reader.timelineEntry.aggregate({
      where: { source: { not: 'restore' }, at: { lte: new Date() } },
      _max: { at: true },
    });
    return entry._max.at;
  }

  /** Newest first. */
  async list({ state, limit }: OrderFilter): Promise<Order[]> {
    const rows = await this.database.reader.order.findMany({
      where: state ? { state } : {},
      orderBy: { number: 'desc' },
      take: limit,
      include: WHOLE,
    });
    return rows.map(toOrder);
  }

  /** Oldest first: open orders of whose payment Stripe may know more than we do. */
  async openWithPayment(): Promise<Order[]> {
    const rows = await this.database.reader.order.findMany({
      where: { state: { in: OPEN }, paymentIntentId: { not: null } },
      orderBy: { number: 'asc' },
      include: WHOLE,
    });
    return rows.map(toOrder);
  }

  /**
   * Oldest first: the open orders of those numbers. One of a future time was placed while the clock
   * was wrong, and is among them, too.
   */
  async openPlacedBefore(
    { mode, account }: StripeHome,
    time: Date,
    number: NumberRange,
    take: number,
  ): Promise<Order[]> {
    const rows = await this.database.reader.order.findMany({
      where: {
        state: { in: OPEN },
        stripeMode: mode,
        stripeAccount: account,
        OR: [{ placedAt: { lte: time } }, { placedAt: { gt: new Date() } }],
        number,
      },
      orderBy: { number: 'asc' },
      take,
      include: WHOLE,
    });
    return rows.map(toOrder);
  }
}
