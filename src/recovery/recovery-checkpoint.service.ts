import { Injectable } from '@nestjs/common';
import { CheckpointRepository } from '../database/checkpoint.repository.js';
import { OrderQueries } from '../orders/order.queries.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';

/** Kept while a recovery is under way, or was cut short. */
const NAME = 'recovery-pending-since';

/**
 * Since when Stripe has to be asked for what our records have lost. It is kept until all of it was
 * asked: whatever is sold in the meantime says nothing of what is missing before.
 */
@Injectable()
export class RecoveryCheckpointService {
  constructor(
    private readonly checkpoints: CheckpointRepository,
    private readonly orders: OrderQueries,
    private readonly events: WebhookEventQueries,
  ) {}

  /** Since when a recovery has still to ask that was begun and did not end. */
  startedFrom(): Promise<Date | null> {
    return this.checkpoints.read(NAME);
  }

  /** Null in a shop that never had an order. */
  async start(): Promise<Date | null> {
    return (await this.startedFrom()) ?? (await this.lastRecordedAt());
  }

  /** Of several, the earliest counts. */
  begin(since: Date): Promise<void> {
    return this.checkpoints.moveBack(NAME, since);
  }

  /** Keeps that since while `work` is not done, also when it breaks off. */
  async runWithin<T>(since: Date, work: () => Promise<T>): Promise<T> {
    await this.begin(since);
    const done = await work();
    // One that was to ask from earlier on has still to be done.
    await this.checkpoints.remove(NAME, since);
    return done;
  }

  /**
   * Where our records end: by Stripe's clock, where an event of Stripe's tells, for this machine's may
   * have been wrong. Null in a shop that never had an order.
   */
  async lastRecordedAt(): Promise<Date | null> {
    if (!(await this.orders.hasAny())) return null;
    return (await this.events.newestCreatedAt()) ?? (await this.orders.lastSaleAt());
  }
}
