import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import { PARKED } from './domain/event-state.js';

export interface ParkedEvent {
  eventId: string;
  type: string;
  paymentIntentId: string | null;
  lastError: string | null;
  receivedAt: Date;
}

/** What anybody may ask about the events that Stripe has sent. */
@Injectable()
export class WebhookEventQueries {
  constructor(private readonly database: Database) {}

  /** Those of them that are not on disk. */
  async missingAmong<T extends { eventId: string }>(events: readonly T[]): Promise<T[]> {
    const kept = await this.database.reader.webhookEvent.findMany({
      where: { eventId: { in: events.map(({ eventId }) => eventId) } },
      select: { eventId: true },
    });
    const ids = new Set(kept.map(({ eventId }) => eventId));
    return events.filter(({ eventId }) => !ids.has(eventId));
  }

  /** Those that the shop could not apply, has stopped trying to, and nobody has dismissed. */
  parked(): Promise<ParkedEvent[]> {
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

  countParked(): Promise<number> {
    return this.database.reader.webhookEvent.count({ where: PARKED });
  }

  /** By Stripe's clock. */
  async newestCreatedAt(): Promise<Date | null> {
    const newest = await this.database.reader.webhookEvent.aggregate({ _max: { createdAt: true } });
    return newest._max.createdAt;
  }

  /** What the shop read back itself proves no delivery. */
  async wasDeliveredSince(time: Date): Promise<boolean> {
    const event = await this.database.reader.webhookEvent.findFirst({
      where: { receivedAt: { gte: time }, source: 'webhook' },
      select: { id: true },
    });
    return event !== null;
  }
}
