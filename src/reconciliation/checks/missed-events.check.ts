import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { WebhookEventQueries } from '../../webhooks/webhook-event.queries.js';
import { WebhooksService } from '../../webhooks/webhooks.service.js';
import { chunks } from '../chunks.js';
import { ListWindowService } from '../list-window.service.js';
import type { ReconciliationRun } from '../reconciliation-run.js';

/** Reads back the events that were never delivered: the shop was down, or the network was. */
@Injectable()
export class MissedEventsCheck {
  readonly name = 'Stripe’s list of events';

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly events: WebhookEventQueries,
    private readonly webhooks: WebhooksService,
    private readonly window: ListWindowService,
  ) {}

  async run(run: ReconciliationRun): Promise<void> {
    const since = await this.window.start('events');
    if (!since) return;
    const { failed } = run.report;
    let newest: Date | null = null;
    for await (const page of chunks(this.gateway.eventsSince(since))) {
      run.recordSuccess();
      // The youngest may be on their way.
      const due = page.filter(({ createdAt }) => createdAt <= run.cutoff);
      newest ??= due[0]?.createdAt ?? null;
      const missing = await this.events.findUnknown(due);
      await run.forEachConcurrently(missing.reverse(), nameOf, async (event) => {
        await this.webhooks.ingestMissed(event);
        run.increment('eventsBackfilled');
      });
      if (!run.shouldContinue || run.report.failed > failed) return;
    }
    if (newest) await this.window.close('events', newest);
  }
}

function nameOf({ eventId }: { eventId: string }): string {
  return `Event ${eventId}`;
}
