import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import { fromSqlTime, placeholdersFor, toSqlTime } from '../database/sql.js';
import type { Prisma } from '../database/generated/client.js';
import type { StripeAccountRef } from '../payments/payment.js';
import { hasBeenPaid, isOpen, ORDER_STATES, type OrderState } from './domain/order-state.js';
import type { Order } from './domain/order.js';
import { ORDER_INCLUDE, toOrder } from './order.mapper.js';
import { findOrderRow, type UniqueColumn } from './order-row.queries.js';

const WITH_EMAIL = (
  states: readonly OrderState[],
) => `SELECT "number", "token", "email", "placedAt" FROM "Order"
  WHERE lower("email") = ? AND "placedAt" >= ? AND "state" IN (${placeholdersFor(states)})
  ORDER BY "number" DESC LIMIT ?`;
const OPEN = ORDER_STATES.filter(isOpen);
const STATE = 'SELECT "state" FROM "Order" WHERE "paymentIntentId" = ?';
const PAID = ORDER_STATES.filter(hasBeenPaid);

type UniqueWhere =
  { token: string } | { id: string } | { number: number } | { paymentIntentId: string };
type UniqueEntry = [UniqueColumn, string | number];

export interface OrderFilter {
  state?: OrderState;
  limit: number;
}

export interface NumberRange {
  gt: number;
  lte?: number;
}

/** What a mail with links says of an order. */
export interface OrderLink {
  number: number;
  token: string;
  /** As it is on the order. */
  email: string;
  placedAt: Date;
}

export interface PaidOrderRef {
  id: string;
  number: number;
}

export interface UnansweredRefund {
  orderNumber: number;
  amountMinor: number;
  currency: string;
  /** The whole balance was requested. */
  isFull: boolean;
}

/** The queries of orders that other features may use. */
@Injectable()
export class OrderQueries {
  constructor(protected readonly database: DatabaseService) {}

  async find(where: UniqueWhere): Promise<Order | null> {
    const [[column, value]] = Object.entries(where) as [UniqueEntry];
    const row = await findOrderRow(this.database.sql, column, value);
    return row && toOrder(row);
  }

  /** Of the order with this payment. */
  async stateOf(paymentIntentId: string): Promise<OrderState | null> {
    const [row] = await this.database.sql.all<{ state: OrderState }>(STATE, paymentIntentId);
    return row?.state ?? null;
  }

  /** The shopper's orders in any state, newest first. */
  ofShopper(shopperId: string, take: number): Promise<Order[]> {
    return this.#findMany({ where: { shopperId }, orderBy: { number: 'desc' }, take });
  }

  /** Paid orders with this folded e-mail address, newest first. */
  async paidWithEmail(folded: string, since: Date, limit: number): Promise<OrderLink[]> {
    const rows = await this.database.sql.all<Omit<OrderLink, 'placedAt'> & { placedAt: string }>(
      WITH_EMAIL(PAID),
      ...[folded, toSqlTime(since), ...PAID, limit],
    );
    return rows.map((row) => ({ ...row, placedAt: fromSqlTime(row.placedAt) }));
  }

  /** The shopper's newest open order that has reserved copies of this book. */
  async findReserving(
    shopperId: string,
    bookId: number,
  ): Promise<{ token: string; copies: number } | null> {
    const held = { bookId, reserved: { gt: 0 } };
    const order = await this.database.reader.order.findFirst({
      where: { shopperId, state: { in: OPEN }, lines: { some: held } },
      orderBy: { number: 'desc' },
      select: { token: true, lines: { where: held, select: { reserved: true } } },
    });
    const copies = order?.lines[0]?.reserved;
    return order && copies ? { token: order.token, copies } : null;
  }

  /** The token of the order that replaced this one. Null for all but its own shopper. */
  async findReplacement(
    { number, origin }: Pick<Order, 'number' | 'origin'>,
    shopperId: string,
  ): Promise<string | null> {
    const { order } = this.database.reader;
    if ((await order.count({ where: { number, shopperId } })) === 0) return null;
    const next = await order.findFirst({
      where: { shopperId, origin, number: { gt: number } },
      orderBy: { number: 'asc' },
      select: { token: true },
    });
    return next?.token ?? null;
  }

  /** When the newest order was placed that was paid before `paidBefore`. */
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

  /** The time of the newest timeline entry, except a recovery's and those in the future. */
  async lastSaleAt(): Promise<Date | null> {
    const entry = await this.database.reader.timelineEntry.aggregate({
      where: { trigger: { not: 'recovery' }, at: { lte: new Date() } },
      _max: { at: true },
    });
    return entry._max.at;
  }

  /** Order numbers by id. */
  async numbersOf(ids: string[]): Promise<Map<string, number>> {
    const rows = await this.database.reader.order.findMany({
      where: { id: { in: ids } },
      select: { id: true, number: true },
    });
    return new Map(rows.map(({ id, number }) => [id, number]));
  }

  /** The payments that belong to no order. */
  async withoutOrder<T extends { paymentIntentId: string }>(payments: readonly T[]): Promise<T[]> {
    const rows = await this.database.reader.order.findMany({
      where: { paymentIntentId: { in: payments.map(({ paymentIntentId }) => paymentIntentId) } },
      select: { paymentIntentId: true },
    });
    const withOrder = new Set(rows.map(({ paymentIntentId }) => paymentIntentId));
    return payments.filter(({ paymentIntentId }) => !withOrder.has(paymentIntentId));
  }

  /** Refund requests without an answer from Stripe. */
  async unansweredRefunds(): Promise<UnansweredRefund[]> {
    const rows = await this.database.reader.refundRequest.findMany({
      where: { activeRequestKey: { not: null } },
      include: { order: { include: { ledger: { orderBy: { id: 'asc' }, take: 1 } } } },
    });
    return rows.map(({ amountMinor, isFull, order: { number, currency, ledger } }) => ({
      orderNumber: number,
      amountMinor,
      currency: ledger[0]?.currency ?? currency,
      isFull,
    }));
  }

  async firstPlacedAt(account: StripeAccountRef): Promise<Date | null> {
    const first = await this.database.reader.order.findFirst({
      where: ofAccount(account),
      orderBy: { number: 'asc' },
      select: { placedAt: true },
    });
    return first?.placedAt ?? null;
  }

  /** Paid orders in the range with a timeline entry since then or one of the `ids`, oldest first. */
  paidSince(
    account: StripeAccountRef,
    { since, ids }: { since: Date; ids: string[] },
    number: NumberRange,
    take: number,
  ): Promise<PaidOrderRef[]> {
    return this.database.reader.order.findMany({
      where: {
        state: { in: PAID },
        ...ofAccount(account),
        number,
        OR: [{ timeline: { some: { at: { gte: since } } } }, { id: { in: ids } }],
      },
      orderBy: { number: 'asc' },
      take,
      select: { id: true, number: true },
    });
  }

  /** Newest first. */
  list({ state, limit }: OrderFilter): Promise<Order[]> {
    return this.#findMany({
      where: state ? { state } : {},
      orderBy: { number: 'desc' },
      take: limit,
    });
  }

  /** Open orders with a PaymentIntent, oldest first. */
  openWithPayment(): Promise<Order[]> {
    return this.#findMany({
      where: { state: { in: OPEN }, paymentIntentId: { not: null } },
      orderBy: { number: 'asc' },
    });
  }

  /** Open orders in the range, oldest first. Includes those dated in the future by a wrong clock. */
  openPlacedBefore(
    account: StripeAccountRef,
    time: Date,
    number: NumberRange,
    take: number,
  ): Promise<Order[]> {
    return this.#findMany({
      where: {
        state: { in: OPEN },
        ...ofAccount(account),
        OR: [{ placedAt: { lte: time } }, { placedAt: { gt: new Date() } }],
        number,
      },
      orderBy: { number: 'asc' },
      take,
    });
  }

  async #findMany(query: Pick<Prisma.OrderFindManyArgs, 'where' | 'orderBy' | 'take'>) {
    const rows = await this.database.reader.order.findMany({ ...query, include: ORDER_INCLUDE });
    return rows.map(toOrder);
  }
}

function ofAccount({ mode, account }: StripeAccountRef) {
  return { stripeMode: mode, stripeAccount: account };
}
