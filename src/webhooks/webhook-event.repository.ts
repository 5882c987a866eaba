import { Injectable } from '@nestjs/common';
import { DatabaseService, type WriteTransaction } from '../database/database.service.js';
import { Prisma, type WebhookEvent } from '../database/generated/client.js';
import type { PaymentEvent } from '../payments/payment-gateway.js';
import type { EventStatus } from './event-status.js';

/** `event_list`: the shop read it from Stripe's list, as no delivery had arrived. */
export type IngestedVia = 'webhook' | 'event_list';

/** The columns that processing needs. */
export type StoredEvent = Pick<WebhookEvent, keyof typeof COLUMNS>;

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

const BATCH = 100;

@Injectable()
export class WebhookEventRepository {
  constructor(private readonly database: DatabaseService) {}

  /** Resolves once the event is on disk. Null if it is a duplicate of a processed event. */
  async store(event: PaymentEvent, ingestedVia: IngestedVia): Promise<StoredEvent | null> {
    try {
      return await this.database.write((tx) =>
        tx.webhookEvent.create({ data: { ...event, ingestedVia }, select: COLUMNS }),
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    return this.database.reader.webhookEvent.findFirst({
      where: { eventId: event.eventId, processedAt: null },
      select: COLUMNS,
    });
  }

  write(work: (tx: WriteTransaction) => Promise<void>): Promise<void> {
    return this.database.write(work);
  }

  /** Returns a write for the transaction that applies the event. */
  markProcessed(eventId: string): (tx: WriteTransaction) => Promise<void> {
    const data = { ...PROCESSED, processedAt: new Date(), nextAttemptAt: null, lastError: null };
    return async (tx) => {
      await tx.webhookEvent.updateMany({ where: { eventId }, data });
    };
  }

  /** If `nextAttemptAt` is null, the event becomes a dead letter. */
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

  /** Marks the payment's dead letters processed. */
  async resolveDeadLettersOf(paymentIntentId: string): Promise<void> {
    const where = { paymentIntentId, status: 'dead_letter' satisfies EventStatus };
    if ((await this.database.reader.webhookEvent.count({ where })) === 0) return;
    const data = { ...PROCESSED, processedAt: new Date() };
    await this.database.write((tx) => tx.webhookEvent.updateMany({ where, data }));
  }

  /** Up to 100 events to retry, those first that have been due for longest. */
  due(now: Date): Promise<StoredEvent[]> {
    return this.database.reader.webhookEvent.findMany({
      where: { status: 'retry_scheduled' satisfies EventStatus, nextAttemptAt: { lte: now } },
      orderBy: [{ nextAttemptAt: 'asc' }, { id: 'asc' }],
      take: BATCH,
      select: COLUMNS,
    });
  }

  /** Up to 100 events stored before that time whose processing never ended. */
  abandoned(storedBefore: Date): Promise<StoredEvent[]> {
    return this.database.reader.webhookEvent.findMany({
      where: { status: 'received' satisfies EventStatus, receivedAt: { lte: storedBefore } },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: COLUMNS,
    });
  }
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
