import { Injectable } from '@nestjs/common';
import { DatabaseService, type WriteTransaction } from '../database/database.service.js';
import { Prisma } from '../database/generated/client.js';
import type { PaymentEvent } from '../payments/payment-gateway.js';
import type { EventStatus } from './event-status.js';

/** What applying an event needs of it. */
export interface StoredEvent {
  eventId: string;
  type: string;
  paymentIntentId: string | null;
  claimedOrderId: string | null;
  attempts: number;
  receivedAt: Date;
  /** `sweep`: no delivery brought it, it was read back from Stripe's list. */
  ingestedVia: string;
}

export type IngestedVia = 'webhook' | 'event_list';

const COLUMNS = {
  eventId: true,
  type: true,
  paymentIntentId: true,
  claimedOrderId: true,
  attempts: true,
  receivedAt: true,
  ingestedVia: true,
} as const;

const PROCESSED: { status: EventStatus } = { status: 'processed' };

@Injectable()
export class WebhookEventRepository {
  constructor(private readonly database: DatabaseService) {}

  /** The event once it is on disk, or null when it is a repeat of one that was already applied. */
  async store(event: PaymentEvent, ingestedVia: IngestedVia): Promise<StoredEvent | null> {
    try {
      return await this.database.write((tx) =>
        tx.webhookEvent.create({ data: { ...event, ingestedVia }, select: COLUMNS }),
      );
    } catch (error) {
      if (!isRepeat(error)) throw error;
    }
    return this.database.reader.webhookEvent.findFirst({
      where: { eventId: event.eventId, processedAt: null },
      select: COLUMNS,
    });
  }

  write(work: (tx: WriteTransaction) => Promise<void>): Promise<void> {
    return this.database.write(work);
  }

  /** To be written in the transaction of what the event caused. */
  markProcessed(eventId: string): (tx: WriteTransaction) => Promise<void> {
    const data = { ...PROCESSED, processedAt: new Date(), nextAttemptAt: null, lastError: null };
    return async (tx) => {
      await tx.webhookEvent.updateMany({ where: { eventId }, data });
    };
  }

  /** `nextAttemptAt` null: no more attempts are made; a person sees it. */
  async scheduleRetry(
    eventId: string,
    lastError: string,
    nextAttemptAt: Date | null,
  ): Promise<void> {
    const status: EventStatus = nextAttemptAt ? 'retry_scheduled' : 'dead_letter';
    await this.database.write((tx) =>
      tx.webhookEvent.updateMany({
        where: { eventId, processedAt: null },
        data: { status, lastError, nextAttemptAt, attempts: { increment: 1 } },
      }),
    );
  }

  /** Nothing is to be done about that payment any more. */
  async resolveDeadLettersOf(paymentIntentId: string): Promise<void> {
    const where = { paymentIntentId, status: 'dead_letter' satisfies EventStatus };
    if ((await this.database.reader.webhookEvent.count({ where })) === 0) return;
    const data = { ...PROCESSED, processedAt: new Date() };
    await this.database.write((tx) => tx.webhookEvent.updateMany({ where, data }));
  }

  /** Those whose time has come, and those that a crash left behind before their first attempt. */
  due(now: Date, abandonedBefore: Date): Promise<StoredEvent[]> {
    return this.database.reader.webhookEvent.findMany({
      where: {
        OR: [
          { status: 'retry_scheduled' satisfies EventStatus, nextAttemptAt: { lte: now } },
          { status: 'received' satisfies EventStatus, receivedAt: { lte: abandonedBefore } },
        ],
      },
      orderBy: { id: 'asc' },
      take: 100,
      select: COLUMNS,
    });
  }
}

function isRepeat(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
