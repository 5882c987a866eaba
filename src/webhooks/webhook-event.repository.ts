import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import type { WebhookEvent } from '../database/generated/client.js';
import { type Sql, toSqlTime } from '../database/sql.js';
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

const STORE = `INSERT INTO "WebhookEvent"
  ("eventId", "type", "apiVersion", "paymentIntentId", "claimedOrderId", "payload", "ingestedVia",
    "status", "attempts", "createdAt", "receivedAt", "processedAt")
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?) ON CONFLICT DO NOTHING`;

const MARK_PROCESSED = `UPDATE "WebhookEvent" SET "status" = ?, "processedAt" = ?,
  "nextAttemptAt" = NULL, "lastError" = NULL WHERE "eventId" = ?`;

const BATCH = 100;

@Injectable()
export class WebhookEventRepository {
  constructor(private readonly database: DatabaseService) {}

  /**
   * Resolves once the event is on disk. `isDone`: it is processed already. Null if nothing is left to do: it is
   * done, or a duplicate of a processed event.
   */
  async store(
    event: PaymentEvent,
    ingestedVia: IngestedVia,
    isDone: boolean,
  ): Promise<StoredEvent | null> {
    const receivedAt = new Date();
    const status: EventStatus = isDone ? 'processed' : 'received';
    const { eventId, type, paymentIntentId, claimedOrderId } = event;
    const count = await this.database.writeSql((sql) =>
      sql.run(
        STORE,
        ...[eventId, type, event.apiVersion, paymentIntentId, claimedOrderId, event.payload],
        ...[ingestedVia, status, toSqlTime(event.createdAt), toSqlTime(receivedAt)],
        isDone ? toSqlTime(receivedAt) : null,
      ),
    );
    if (count === 0) return this.#findUnprocessed(eventId);
    const stored = { eventId, type, paymentIntentId, claimedOrderId, receivedAt, ingestedVia };
    return isDone ? null : { ...stored, attempts: 0 };
  }

  #findUnprocessed(eventId: string): Promise<StoredEvent | null> {
    return this.database.reader.webhookEvent.findFirst({
      where: { eventId, processedAt: null },
      select: COLUMNS,
    });
  }

  write(work: (sql: Sql) => Promise<void>): Promise<void> {
    return this.database.writeSql(work);
  }

  /** Returns a write for the transaction that applies the event. */
  markProcessed(eventId: string): (sql: Sql) => Promise<void> {
    const processedAt = toSqlTime(new Date());
    return async (sql) => {
      await sql.run(MARK_PROCESSED, PROCESSED.status, processedAt, eventId);
    };
  }

  /**
   * If `nextAttemptAt` is null, the event becomes a dead letter. Two processes that have tried it at once count one
   * attempt: the pauses grow with their number.
   */
  async scheduleRetry(
    { eventId, attempts }: StoredEvent,
    lastError: string,
    nextAttemptAt: Date | null,
  ): Promise<void> {
    const status: EventStatus = nextAttemptAt ? 'retry_scheduled' : 'dead_letter';
    await this.database.write((tx) =>
      tx.webhookEvent.updateMany({
        where: { eventId, attempts, processedAt: null },
        data: { status, lastError, nextAttemptAt, attempts: attempts + 1 },
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
