import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import type { WebhookEvent } from '../database/generated/client.js';
import { HANDLED_EVENT_TYPES } from '../payments/payment-gateway.js';
import { DEAD_LETTER, RETRY_SCHEDULED } from './event-status.js';

export type DeadLetter = Pick<WebhookEvent, keyof typeof DEAD_LETTER_COLUMNS>;

const DEAD_LETTER_COLUMNS = {
  eventId: true,
  type: true,
  paymentIntentId: true,
  lastError: true,
  receivedAt: true,
} as const;

/** The queries of stored events that other features may use. */
@Injectable()
export class WebhookEventQueries {
  constructor(private readonly database: DatabaseService) {}

  /** The events that are not stored. */
  async findUnknown<T extends { eventId: string }>(events: readonly T[]): Promise<T[]> {
    const stored = await this.database.reader.webhookEvent.findMany({
      where: { eventId: { in: events.map(({ eventId }) => eventId) } },
      select: { eventId: true },
    });
    const ids = new Set(stored.map(({ eventId }) => eventId));
    return events.filter(({ eventId }) => !ids.has(eventId));
  }

  /** Without dismissed ones. */
  deadLetters(): Promise<DeadLetter[]> {
    return this.database.reader.webhookEvent.findMany({
      where: DEAD_LETTER,
      orderBy: { id: 'asc' },
      select: DEAD_LETTER_COLUMNS,
    });
  }

  countDeadLetters(): Promise<number> {
    return this.database.reader.webhookEvent.count({ where: DEAD_LETTER });
  }

  /** Events that failed and are tried again. */
  countWaiting(): Promise<number> {
    return this.database.reader.webhookEvent.count({ where: RETRY_SCHEDULED });
  }

  /** By Stripe's clock. */
  async newestCreatedAt(): Promise<Date | null> {
    const newest = await this.database.reader.webhookEvent.aggregate({ _max: { createdAt: true } });
    return newest._max.createdAt;
  }

  /** Of those that are looked at. Events that the shop read from Stripe's list do not count. */
  async wasDeliveredSince(time: Date): Promise<boolean> {
    const event = await this.database.reader.webhookEvent.findFirst({
      where: {
        receivedAt: { gte: time },
        ingestedVia: 'webhook',
        type: { in: [...HANDLED_EVENT_TYPES] },
      },
      select: { id: true },
    });
    return event !== null;
  }
}
