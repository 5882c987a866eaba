import { Injectable } from '@nestjs/common';
import { type PaymentEvent, PaymentGateway } from '../../payments/payment-gateway.js';
import { WebhookEventQueries } from '../../webhooks/webhook-event.queries.js';
import { WebhooksService } from '../../webhooks/webhooks.service.js';
import { ListWindowService } from '../list-window.service.js';
import type { ReconciliationRun } from '../reconciliation-run.js';
import type { Check } from './check.js';

/** Backfills events that were never delivered, from Stripe's list. */
@Injectable()
export class MissedEventsCheck implements Check {
  readonly name = 'Stripe’s list of events';

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly events: WebhookEventQueries,
    private readonly webhooks: WebhooksService,
    private readonly window: ListWindowService,
  ) {}

  run(run: ReconciliationRun): Promise<void> {
    const list = (since: Date) => this.gateway.eventsSince(since);
    return this.window.readPages('events', run, list, (page) => this.#checkPage(run, page));
  }

  async #checkPage(run: ReconciliationRun, page: PaymentEvent[]): Promise<boolean> {
    const missing = await this.events.findUnknown(page);
    const label = ({ eventId }: PaymentEvent) => `Event ${eventId}`;
    return run.forEachConcurrently(missing.reverse(), label, async (event) => {
      await this.webhooks.ingestMissed(event);
      run.increment('eventsBackfilled');
    });
  }
}
