import { Injectable } from '@nestjs/common';
import { CheckpointRepository } from '../database/checkpoint.repository.js';
import { LAST_RESTORE, RESTORED_AT } from '../orders/domain/restore.js';
import { OrderQueries } from '../orders/order.queries.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';

const NAME = 'recovery-pending-since';

/**
 * From when a recovery has to read Stripe's lists. Stored until the recovery has ended, because orders
 * placed after the restore move `lastRecordedAt` past the gap.
 */
@Injectable()
export class RecoveryCheckpointService {
  constructor(
    private readonly checkpoints: CheckpointRepository,
    private readonly orders: OrderQueries,
    private readonly events: WebhookEventQueries,
  ) {}

  /** The start of the pending recovery; null if none is pending. */
  startedFrom(): Promise<Date | null> {
    return this.checkpoints.read(NAME);
  }

  /** Null if the shop has no order. */
  async start(): Promise<Date | null> {
    return (await this.startedFrom()) ?? (await this.lastRecordedAt());
  }

  /** If a recovery is pending already, the earlier time is kept. */
  begin(since: Date): Promise<void> {
    return this.checkpoints.moveBack(NAME, since);
  }

  /** What left the shop between the backup and then is not known: see `mayHaveLeft`. */
  recordRestore(at: Date): Promise<void> {
    return this.checkpoints.advance(LAST_RESTORE, at);
  }

  /** Whether the database was restored at that time or later, also if the recovery has ended. */
  async isRestoredSince(time: Date): Promise<boolean> {
    const at = await this.checkpoints.read(LAST_RESTORE);
    return at !== null && at >= time;
  }

  /** Whether `db:restore` has marked the database, whose recovery has not ended yet. */
  async isMarkedAsRestored(): Promise<boolean> {
    return (await this.checkpoints.read(RESTORED_AT)) !== null;
  }

  /** Keeps the recovery pending until `work` succeeds. */
  async runWithin<T>(since: Date, work: () => Promise<T>): Promise<T> {
    await this.begin(since);
    const result = await work();
    // Keeps a pending recovery that starts earlier.
    await this.checkpoints.remove(NAME, since);
    // From now on, what moves an order is news, and its mails are sent.
    if (!(await this.startedFrom())) await this.checkpoints.remove(RESTORED_AT, new Date(0));
    return result;
  }

  /**
   * Where the records end: at the newest stored event, by Stripe's clock, else at the last timeline
   * entry. Null if the shop has no order.
   */
  async lastRecordedAt(): Promise<Date | null> {
    if (!(await this.orders.hasAny())) return null;
    return (await this.events.newestCreatedAt()) ?? (await this.orders.lastSaleAt());
  }
}
