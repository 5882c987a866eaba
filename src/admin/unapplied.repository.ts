import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';

export interface UnappliedEvent {
  eventId: string;
  type: string;
  paymentIntentId: string | null;
  lastError: string | null;
  receivedAt: Date;
}

@Injectable()
export class UnappliedRepository {
  constructor(private readonly database: Database) {}

  /** Events of Stripe's that the shop could not apply, and has stopped trying to. */
  parkedEvents(): Promise<UnappliedEvent[]> {
    return this.database.reader.webhookEvent.findMany({
      where: { state: 'parked' },
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
}
