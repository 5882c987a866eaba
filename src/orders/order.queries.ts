import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import type { StripeAccountRef } from '../payments/payment.js';
import { hasBeenPaid, isOpen, ORDER_STATES, type OrderState } from './domain/order-state.js';
import type { Order } from './domain/order.js';
import { ORDER_INCLUDE, toOrder } from './order.mapper.js';

const OPEN = ORDER_STATES.filter(isOpen);
const PAID = ORDER_STATES.filter(hasBeenPaid);

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

export interface PaidOrderRef {
  id: string;
  number: number;
}

export interface UnansweredRefund {
  order: number;
  amountMinor: number;
  currency: string;
  /** All that was left was asked for, rather than an amount. */
  isFull: boolean;
}

/** What anybody may ask about orders. */
@Injectable()
export class OrderQueries {
  constructor(protected readonly database: DatabaseService) {}

  async find(where: UniqueWhere): Promise<Order | null> {
    const row = await this.database.reader.order.findUnique({ where, include: ORDER_INCLUDE });
    return row && toOrder(row);
  }

  async findByNumber(number: number): Promise<Order | null> {
    const row = await this.database.reader.order.findUnique({
      where: { number },
      include: ORDER_INCLUDE,
    });
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
  async newestPaidPlacedAt(mode: StripeAccountRef['mode'], paidBefore: Date): Promise<Date | null> {
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
      where: { trigger: { not: 'recovery' }, at: { lte: new Date() } },
      _max: { at: true },
    });
    return entry._max.at;
  }

  /** By their ids. */
  async numbersOf(ids: string[]): Promise<Map<string, number>> {
    const rows = await this.database.reader.order.findMany({
      where: { id: { in: ids } },
      select: { id: true, number: true },
    });
    return new Map(rows.map(({ id, number }) => [id, number]));
  }

  /** Those of these payments that no order has. */
  async withoutOrder<T extends { paymentIntentId: string }>(payments: readonly T[]): Promise<T[]> {
    const rows = await this.database.reader.order.findMany({
      where: { paymentIntentId: { in: payments.map(({ paymentIntentId }) => paymentIntentId) } },
      select: { paymentIntentId: true },
    });
    const known = new Set(rows.map(({ paymentIntentId }) => paymentIntentId));
    return payments.filter(({ paymentIntentId }) => !known.has(paymentIntentId));
  }

  /** Refunds that were asked for here, and of which nobody knows yet whether Stripe has made them. */
  async unansweredRefunds(): Promise<UnansweredRefund[]> {
    const rows = await this.database.reader.refundRequest.findMany({
      where: { activeRequestKey: { not: null } },
      include: { order: { include: { ledger: { orderBy: { id: 'asc' }, take: 1 } } } },
    });
    return rows.map(({ amountMinor, isFull, order: { number, currency, ledger } }) => ({
      order: number,
      amountMinor,
      currency: ledger[0]?.currency ?? currency,
      isFull,
    }));
  }

  /** Before that there was nothing to hear of. */
  async firstPlacedAt({ mode, account }: StripeAccountRef): Promise<Date | null> {
    const first = await this.database.reader.order.findFirst({
      where: { stripeMode: mode, stripeAccount: account },
      orderBy: { number: 'asc' },
      select: { placedAt: true },
    });
    return first?.placedAt ?? null;
  }

  /**
   * Oldest first, of those numbers: the orders that money came for and whose story went on since then,
   * or that are among those `ids`.
   */
  paidSince(
    { mode, account }: StripeAccountRef,
    { since, ids }: { since: Date; ids: string[] },
    number: NumberRange,
    take: number,
  ): Promise<PaidOrderRef[]> {
    return this.database.reader.order.findMany({
      where: {
        state: { in: PAID },
        stripeMode: mode,
        stripeAccount: account,
        number,
        OR: [{ timeline: { some: { at: { gte: since } } } }, { id: { in: ids } }],
      },
      orderBy: { number: 'asc' },
      take,
      select: { id: true, number: true },
    });
  }

  /** Newest first. */
  async list({ state, limit }: OrderFilter): Promise<Order[]> {
    const rows = await this.database.reader.order.findMany({
      where: state ? { state } : {},
      orderBy: { number: 'desc' },
      take: limit,
      include: ORDER_INCLUDE,
    });
    return rows.map(toOrder);
  }

  /** Oldest first: open orders of whose payment Stripe may know more than we do. */
  async openWithPayment(): Promise<Order[]> {
    const rows = await this.database.reader.order.findMany({
      where: { state: { in: OPEN }, paymentIntentId: { not: null } },
      orderBy: { number: 'asc' },
      include: ORDER_INCLUDE,
    });
    return rows.map(toOrder);
  }

  /**
   * Oldest first: the open orders of those numbers. One of a future time was placed while the clock
   * was wrong, and is among them, too.
   */
  async openPlacedBefore(
    { mode, account }: StripeAccountRef,
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
      include: ORDER_INCLUDE,
    });
    return rows.map(toOrder);
  }
}
