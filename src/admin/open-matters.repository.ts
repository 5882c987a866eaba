import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import { SWEEP_ENDED } from '../reconciliation/domain/milestone.js';
import type { EventState } from '../webhooks/domain/event-state.js';

const WAITING: { state: EventState } = { state: 'waiting' };
const PARKED: { state: EventState; dismissedAt: null } = { state: 'parked', dismissedAt: null };

export interface UnappliedEvent {
  eventId: string;
  type: string;
  paymentIntentId: string | null;
  lastError: string | null;
  receivedAt: Date;
}

export interface OpenDiscrepancy {
  kind: string;
  /** An order's number, or a payment's `pi_…`. */
  subject: string;
  ours: string;
  theirs: string;
  foundAt: Date;
}

export interface UnansweredRefund {
  order: number;
  amountMinor: number;
  currency: string;
  /** All that was left was asked for, rather than an amount. */
  isWhole: boolean;
}

export interface Upkeep {
  /** By any process, and of a whole round. Null before the first. */
  lastSweepEndedAt: Date | null;
  parkedEvents: number;
}

/** What lies open, and only a person can close. */
@Injectable()
export class OpenMattersRepository {
  constructor(private readonly database: Database) {}

  /** Whether the shop looks after itself. */
  async upkeep(): Promise<Upkeep> {
    const { milestone, webhookEvent } = this.database.reader;
    const swept = await milestone.findUnique({ where: { name: SWEEP_ENDED } });
    const parkedEvents = await webhookEvent.count({ where: PARKED });
    return { lastSweepEndedAt: swept?.at ?? null, parkedEvents };
  }

  /** Events of Stripe's that the shop could not apply, and has stopped trying to. */
  parkedEvents(): Promise<UnappliedEvent[]> {
    return this.database.reader.webhookEvent.findMany({
      where: PARKED,
      orderBy: { id: 'asc' },
      select: {
        eventId: true,
        type: true,
        paymentIntentId: true,
        lastError: true,
        receivedAt: true,
      },
    });
  }

  /**
   * Of the order or payment or event with that id: everything that lies open, and events that would
   * only lie open later. On whose word is kept. Returns how many matters that were.
   */
  dismiss(id: string, dismissedBy: string): Promise<number> {
    const data = { dismissedAt: new Date(), dismissedBy };
    const isOpen = { dismissedAt: null };
    const ofEvent = [{ eventId: id }, { paymentIntentId: id }];
    return this.database.write(async (tx) => {
      const differences = await tx.discrepancy.updateMany({
        where: { subjectId: id, resolvedAt: null, ...isOpen },
        data,
      });
      const events = { OR: ofEvent, ...isOpen };
      const parked = await tx.webhookEvent.updateMany({
        where: { ...events, ...PARKED },
        data,
      });
      const count = differences.count + parked.count;
      if (count > 0) await tx.webhookEvent.updateMany({ where: { ...events, ...WAITING }, data });
      return count;
    });
  }

  /** Refunds that were asked for, and of which nobody knows yet whether Stripe has made them. */
  async unansweredRefunds(): Promise<UnansweredRefund[]> {
    const rows = await this.database.reader.refundRequest.findMany({
      where: { openKey: { not: null } },
      include: { order: { include: { ledger: { orderBy: { id: 'asc' }, take: 1 } } } },
    });
    return rows.map(({ amountMinor, isWhole, order: { number, currency, ledger } }) => ({
      order: number,
      amountMinor,
      currency: ledger[0]?.currency ?? currency,
      isWhole,
    }));
  }

  /** Where the shop and Stripe say different things. */
  async discrepancies(): Promise<OpenDiscrepancy[]> {
    const { discrepancy, order } = this.database.reader;
    const rows = await discrepancy.findMany({
      where: { resolvedAt: null, dismissedAt: null },
      orderBy: { id: 'asc' },
    });
    const ids = rows.flatMap(({ orderId }) => orderId ?? []);
    const orders = await order.findMany({ where: { id: { in: ids } } });
    const numbers = new Map(orders.map(({ id, number }) => [id, String(number)]));
    return rows.map(({ kind, subjectId, ours, theirs, foundAt }) => ({
      kind,
      subject: numbers.get(subjectId) ?? subjectId,
      ours,
      theirs,
      foundAt,
    }));
  }
}
