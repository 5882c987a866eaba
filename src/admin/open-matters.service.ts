import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import { MilestoneRepository } from '../database/milestone.repository.js';
import { OrderQueries } from '../orders/order.queries.js';
import { dismissDiscrepancies } from '../reconciliation/dismiss-discrepancies.repository.js';
import { DiscrepancyQueries } from '../reconciliation/discrepancy.queries.js';
import { SWEEP_ENDED } from '../reconciliation/domain/milestone.js';
import {
  dismissParkedEvents,
  dismissWaitingEvents,
} from '../webhooks/dismiss-events.repository.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';

export interface Difference {
  kind: string;
  /** An order's number, or a payment's `pi_…`. */
  subject: string;
  ours: string;
  theirs: string;
  foundAt: Date;
}

export interface Upkeep {
  /** By any process, and of a whole round. Null before the first. */
  lastSweepEndedAt: Date | null;
  parkedEvents: number;
}

/** What lies open, and only a person can close. */
@Injectable()
export class OpenMattersService {
  constructor(
    private readonly database: Database,
    private readonly milestones: MilestoneRepository,
    private readonly orders: OrderQueries,
    readonly events: WebhookEventQueries,
    private readonly discrepancies: DiscrepancyQueries,
  ) {}

  /** Whether the shop looks after itself. */
  async upkeep(): Promise<Upkeep> {
    const lastSweepEndedAt = await this.milestones.read(SWEEP_ENDED);
    return { lastSweepEndedAt, parkedEvents: await this.events.countParked() };
  }

  /** Where the shop and Stripe say different things. */
  async differences(): Promise<Difference[]> {
    const open = await this.discrepancies.open();
    const numbers = await this.orders.numbersOf(open.flatMap(({ orderId }) => orderId ?? []));
    return open.map(({ kind, subjectId, ours, theirs, foundAt }) => ({
      kind,
      subject: String(numbers.get(subjectId) ?? subjectId),
      ours,
      theirs,
      foundAt,
    }));
  }

  /**
   * Of the order or payment or event with that id: everything that lies open, and events that would
   * only lie open later. On whose word is kept. Returns how many matters that were.
   */
  dismiss(id: string, dismissedBy: string): Promise<number> {
    const dismissal = { dismissedAt: new Date(), dismissedBy };
    return this.database.write(async (tx) => {
      const differences = await dismissDiscrepancies(tx, id, dismissal);
      const parked = await dismissParkedEvents(tx, id, dismissal);
      const count = differences + parked;
      if (count > 0) await dismissWaitingEvents(tx, id, dismissal);
      return count;
    });
  }
}
