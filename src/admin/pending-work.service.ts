import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import type { Order } from '../orders/domain/order.js';
import { OrderQueries, type UnansweredRefund } from '../orders/order.queries.js';
import { dismissDiscrepancies } from '../reconciliation/dismiss-discrepancies.repository.js';
import { DiscrepancyQueries, type OpenDiscrepancy } from '../reconciliation/discrepancy.queries.js';
import {
  dismissParkedEvents,
  dismissWaitingEvents,
} from '../webhooks/dismiss-events.repository.js';
import { type ParkedEvent, WebhookEventQueries } from '../webhooks/webhook-event.queries.js';
import { requiresManualAction } from './format/order.js';

const MAX_ORDERS = 1_000;

export interface PendingDiscrepancy extends Pick<
  OpenDiscrepancy,
  'kind' | 'ours' | 'theirs' | 'foundAt'
> {
  /** An order's number, or a payment's `pi_…`. */
  subject: string;
}

export interface PendingWork {
  inReview: Order[];
  disputed: Order[];
  refunds: UnansweredRefund[];
  events: ParkedEvent[];
  discrepancies: PendingDiscrepancy[];
}

/** What only a person can decide. */
@Injectable()
export class PendingWorkService {
  constructor(
    private readonly database: Database,
    private readonly orders: OrderQueries,
    private readonly events: WebhookEventQueries,
    private readonly discrepancies: DiscrepancyQueries,
  ) {}

  async list(): Promise<PendingWork> {
    const disputed = await this.orders.list({ state: 'disputed', limit: MAX_ORDERS });
    return {
      inReview: await this.orders.list({ state: 'needs_review', limit: MAX_ORDERS }),
      disputed: disputed.filter(requiresManualAction),
      refunds: await this.orders.unansweredRefunds(),
      events: await this.events.parked(),
      discrepancies: await this.#listDiscrepancies(),
    };
  }

  /**
   * Dismisses the discrepancies and failed events of an order, a payment or an event, also those of its
   * events that are still being retried. Returns how many were pending.
   */
  dismiss(id: string, dismissedBy: string): Promise<number> {
    const dismissal = { dismissedAt: new Date(), dismissedBy };
    return this.database.write(async (tx) => {
      const discrepancies = await dismissDiscrepancies(tx, id, dismissal);
      const events = await dismissParkedEvents(tx, id, dismissal);
      const count = discrepancies + events;
      if (count > 0) await dismissWaitingEvents(tx, id, dismissal);
      return count;
    });
  }

  async #listDiscrepancies(): Promise<PendingDiscrepancy[]> {
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
}
