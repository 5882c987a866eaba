import { Injectable } from '@nestjs/common';
import { tellShortage } from '../catalog/domain/shortage.js';
import { Database, type WriteTransaction } from '../database/database.service.js';
import { isClosed, isOpen, isOrderState, TRANSITIONS } from './domain/order-state.js';
import type { Order, Source } from './domain/order.js';
import type { Happening } from './domain/read-payment.js';
import { toOrder } from './order-mapping.js';
import { ReservationRepository } from './reservation.repository.js';

/** More that belongs to the same transaction, such as marking the event that caused it. */
export type AlsoWrite = (transaction: WriteTransaction) => Promise<void>;

type UniqueWhere = { token: string } | { id: string } | { paymentIntentId: string };

/** What a row needs for `toOrder`. */
export const WHOLE = {
  lines: { orderBy: { id: 'asc' } },
  ledger: { orderBy: { id: 'asc' } },
  timeline: { orderBy: { id: 'asc' } },
} as const;

@Injectable()
export class OrderRepository {
  constructor(
    private readonly database: Database,
    private readonly reservations: ReservationRepository,
  ) {}

  async find(where: UniqueWhere): Promise<Order | null> {
    const row = await this.database.reader.order.findUnique({ where, include: WHOLE });
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

  /** Only where the order has none: the first PaymentIntent stays, and is returned. */
  attachPayment(orderId: string, paymentIntentId: string): Promise<string> {
    return this.database.write(async (tx) => {
      await tx.order.updateMany({
        where: { id: orderId, paymentIntentId: null },
        data: { paymentIntentId },
      });
      const row = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
      return row.paymentIntentId ?? paymentIntentId;
    });
  }

  /** The number after a spent one. Of several who found it spent, all get the same. */
  async createAttemptAfter(orderId: string, spent: number): Promise<number> {
    return this.database.write(async (tx) => {
      await tx.order.updateMany({
        where: { id: orderId, createAttempt: spent },
        data: { createAttempt: { increment: 1 } },
      });
      const { createAttempt } = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
      return createAttempt;
    });
  }

  /** Returns the revision this e-mail has: the same one for the same e-mail. */
  changeEmail(orderId: string, email: string): Promise<number> {
    return this.database.write(async (tx) => {
      await tx.order.updateMany({
        where: { id: orderId, OR: [{ email: null }, { email: { not: email } }] },
        data: { email, contactRevision: { increment: 1 } },
      });
      const { contactRevision } = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
      return contactRevision;
    });
  }

  /**
   * Moves the order if it is in a state in which this can happen, and writes what goes with it, in
   * one transaction. Of several that come at once with the same news, one moves it.
   */
  async move(orderId: string, happening: Happening, source: Source, also?: AlsoWrite) {
    await this.database.write(async (tx) => {
      const before = await tx.order.findUnique({ where: { id: orderId }, select: { state: true } });
      const happened = await this.firstAllowed(tx, orderId, [happening, ...insteadOf(happening)]);
      if (happened) {
        const told = await this.withStock(tx, orderId, happened, before?.state);
        await record(tx, orderId, told, source);
      }
      // fail-point: order-moved
      await also?.(tx);
    });
  }

  /** See `Database.unlessBlocked`. */
  unlessBlocked<T>(work: Promise<T>, otherwise: T): Promise<T> {
    return this.database.unlessBlocked(work, otherwise);
  }

  write(work: AlsoWrite): Promise<void> {
    return this.database.write(work);
  }

  /** An order that ends unpaid gives its copies back; one that is paid after that needs them again. */
  private async withStock(
    tx: WriteTransaction,
    orderId: string,
    happening: Happening,
    before: string | undefined,
  ): Promise<Happening> {
    const { event } = happening;
    if (isClosed(TRANSITIONS[event].to)) await this.reservations.release(tx, orderId);
    const shortage =
      event === 'payment_succeeded' ? await this.reservations.hold(tx, orderId) : null;
    if (!shortage) return happening;
    const wasGivenUp = before !== undefined && isOrderState(before) && isClosed(before);
    const reason = `${wasGivenUp ? LATE : UNHELD} ${tellShortage(shortage)}`;
    const state = TRANSITIONS.payment_unfulfillable.to;
    await tx.order.update({ where: { id: orderId }, data: { state, reason, paidAt: null } });
    return { ...happening, event: 'payment_unfulfillable', reason };
  }

  private async firstAllowed(tx: WriteTransaction, orderId: string, happenings: Happening[]) {
    for (const happening of happenings) {
      if (await this.moveWhereAllowed(tx, orderId, happening)) return happening;
    }
    return null;
  }

  /** The conditional update that decides who was first. True for that one. */
  protected async moveWhereAllowed(
    tx: WriteTransaction,
    orderId: string,
    { event, reason, failedAttempt = null }: Happening,
  ): Promise<boolean> {
    const { from, to } = TRANSITIONS[event];
    const told = failedAttempt === null ? [] : await attemptsToldOf(tx, orderId);
    if (failedAttempt !== null && told.includes(failedAttempt)) return false;
    const { count } = await tx.order.updateMany({
      where: { id: orderId, state: { in: [...from] } },
      data: {
        state: to,
        reason,
        ...(failedAttempt === null ? {} : { failedAttempts: [...told, failedAttempt].join(' ') }),
        ...(isOpen(to) ? {} : { openKey: null }),
        ...(event === 'payment_succeeded' ? { paidAt: new Date() } : {}),
      },
    });
    return count === 1;
  }
}

/** An attempt that was told of before is not told of again: it only ends another that was under way. */
function insteadOf({ failedAttempt = null }: Happening): Happening[] {
  if (failedAttempt === null) return [];
  return [{ event: 'payment_awaited', reason: null, received: null }];
}

async function attemptsToldOf(tx: WriteTransaction, orderId: string): Promise<string[]> {
  const { failedAttempts } = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
  return failedAttempts?.split(' ') ?? [];
}

const LATE = 'Paid after the order had been given up.';
/** Its book had no limit when it was ordered, for example. */
const UNHELD = 'Paid when no copies were held for the order.';

async function record(
  tx: WriteTransaction,
  orderId: string,
  { event, reason, received }: Happening,
  source: Source,
) {
  const state = TRANSITIONS[event].to;
  await tx.timelineEntry.create({ data: { orderId, event, state, source, detail: reason } });
  if (!received) return;
  await tx.ledgerEntry.create({
    data: {
      orderId,
      kind: 'payment',
      stripeId: received.paymentIntentId,
      amountMinor: received.receivedMinor,
      currency: received.currency,
    },
  });
}
