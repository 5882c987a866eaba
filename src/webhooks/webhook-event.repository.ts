import { Injectable } from '@nestjs/common';
import { Database, type WriteTransaction } from '../database/database.service.js';
import { Prisma } from '../database/generated/client.js';
import type { PaymentEvent } from '../payments/payment-gateway.js';
import type { EventState } from './domain/event-state.js';

/** What applying an event needs of it. */
export interface KeptEvent {
  eventId: string;
  type: string;
  paymentIntentId: string | null;
  claimedOrderId: string | null;
  attempts: number;
  receivedAt: Date;
  /** `sweep`: no delivery brought it, it was read back from Stripe's list. */
  source: string;
}

export type EventSource = 'webhook' | 'sweep';

const KEPT = {
  eventId: true,
  type: true,
  paymentIntentId: true,
  claimedOrderId: true,
  attempts: true,
  receivedAt: true,
  source: true,
} as const;

const APPLIED: { state: EventState } = { state: 'applied' };

@Injectable()
export class WebhookEventRepository {
  constructor(private readonly database: Database) {}

  /** The event once it is on disk, or null when it is a repeat of one that was already applied. */
  async keep(event: PaymentEvent, source: EventSource): Promise<KeptEvent | null> {
    try {
      return await this.database.write((tx) =>
        tx.webhookEvent.create({ data: { ...event, source }, select: KEPT }),
      );
    } catch (error) {
      if (!isRepeat(error)) throw error;
    }
    return this.database.reader.webhookEvent.findFirst({
      where: { eventId: event.eventId, appliedAt: null },
      select: KEPT,
    });
  }

  write(work: (tx: WriteTransaction) => Promise<void>): Promise<void> {
    return this.database.write(work);
  }

  /** To be written in the transaction of what the event caused. */
  markApplied(eventId: string): (tx: WriteTransaction) => Promise<void> {
    const data = { ...APPLIED, appliedAt: new Date(), nextAttemptAt: null, lastError: null };
    return async (tx) => {
      await tx.webhookEvent.updateMany({ where: { eventId }, data });
    };
  }

  /** `nextAttemptAt` null: no more attempts are made; a person sees it. */
  async postpone(eventId: string, lastError: string, nextAttemptAt: Date | null): Promise<void> {
    const state: EventState = nextAttemptAt ? 'waiting' : 'parked';
    await this.database.write((tx) =>
      tx.webhookEvent.updateMany({
        where: { eventId, appliedAt: null },
        data: { state, lastError, nextAttemptAt, attempts: { increment: 1 } },
      }),
    );
  }

  /** Nothing is to be done about that payment any more. */
  async closeParkedOf(paymentIntentId: string): Promise<void> {
    const where = { paymentIntentId, state: 'parked' satisfies EventState };
    if ((await this.database.reader.webhookEvent.count({ where })) === 0) return;
    const data = { ...APPLIED, appliedAt: new Date() };
    await this.database.write((tx) => tx.webhookEvent.updateMany({ where, data }));
  }

  /** Those whose time has come, and those that a crash left behind before their first attempt. */
  due(now: Date, leftBehindBefore: Date): Promise<KeptEvent[]> {
    return this.database.reader.webhookEvent.findMany({
      where: {
        OR: [
          { state: 'waiting' satisfies EventState, nextAttemptAt: { lte: now } },
          { state: 'kept' satisfies EventState, receivedAt: { lte: leftBehindBefore } },
        ],
      },
      orderBy: { id: 'asc' },
      take: 100,
      select: KEPT,
    });
  }
}

function isRepeat(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
