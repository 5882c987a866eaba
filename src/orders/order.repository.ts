import { Injectable } from '@nestjs/common';
import { tellShortage } from '../catalog/domain/shortage.js';
import { Database, type WriteTransaction } from '../database/database.service.js';
import { paymentEntry } from './domain/ledger.js';
import { isClosed, isOrderState, type OrderEvent, TRANSITIONS } from './domain/order-state.js';
import type { Order, Source } from './domain/order.js';
import type { Happening } from './domain/read-payment.js';
import { toOrder, WHOLE } from './order-mapping.js';
import { moveOrder } from './order-writer.repository.js';
import { OrderQueries } from './order.queries.js';
import { ReservationRepository } from './reservation.repository.js';

/** More that belongs to the same transaction, such as marking the event that caused it. */
export type AlsoWrite = (transaction: WriteTransaction) => Promise<void>;

/** Orders as this feature itself needs them: what anybody may ask, and what changes them. */
@Injectable()
export class OrderRepository extends OrderQueries {
  constructor(
    database: Database,
    private readonly reservations: ReservationRepository,
  ) {
    super(database);
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
      for (const each of [happening, ...insteadOf(happening)]) {
        if (await this.#moveOnce(tx, orderId, each, source)) break;
      }
      // fail-point: order-moved
      await also?.(tx);
    });
  }

  async #moveOnce(tx: WriteTransaction, orderId: string, wanted: Happening, source: Source) {
    const { failedAttempt = null } = wanted;
    const before = await tx.order.findUniqueOrThrow({ where: { id: orderId } });
    const failures = before.failedAttempts?.split(' ') ?? [];
    if (failedAttempt !== null && failures.includes(failedAttempt)) return false;
    const { event, reason, received } = await this.#unlessSoldOut(tx, before, wanted);
    const entries = received ? [paymentEntry(received)] : [];
    const isMoved = await moveOrder(
      tx,
      orderId,
      { event, source, detail: reason, entries },
      { reason, ...(failedAttempt && { failedAttempts: [...failures, failedAttempt].join(' ') }) },
    );
    if (isMoved) await this.#moveCopies(tx, orderId, event);
    return isMoved;
  }

  /** An order that has given its copies back needs them again when it is paid after all. */
  async #unlessSoldOut(
    tx: WriteTransaction,
    { id, state }: { id: string; state: string },
    happening: Happening,
  ): Promise<Happening> {
    if (happening.event !== 'payment_succeeded') return happening;
    const shortage = await this.reservations.shortage(tx, id);
    if (!shortage) return happening;
    const why = isOrderState(state) && isClosed(state) ? LATE : UNHELD;
    const reason = `${why} ${tellShortage(shortage)}`;
    return { ...happening, event: 'payment_unfulfillable', reason };
  }

  /** An order that ends unpaid gives its copies back. */
  async #moveCopies(tx: WriteTransaction, orderId: string, event: OrderEvent) {
    if (isClosed(TRANSITIONS[event].to)) await this.reservations.release(tx, orderId);
    if (event === 'payment_succeeded') await this.reservations.hold(tx, orderId);
  }
}

/** For a caller that is inside a transaction. */
export async function findOrder(tx: WriteTransaction, id: string): Promise<Order> {
  return toOrder(await tx.order.findUniqueOrThrow({ where: { id }, include: WHOLE }));
}

/** An attempt that was told of before is not told of again: it only ends another that was under way. */
function insteadOf({ failedAttempt = null }: Happening): Happening[] {
  if (failedAttempt === null) return [];
  return [{ event: 'payment_awaited', reason: null, received: null }];
}

const LATE = 'Paid after the order had been given up.';
/** Its book had no limit when it was ordered, for example. */
const UNHELD = 'Paid when no copies were held for the order.';
