import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { WebhookEventQueries } from '../../webhooks/webhook-event.queries.js';
import { WebhooksService } from '../../webhooks/webhooks.service.js';
import { batchesOf } from '../batches.js';
import { ListWindowService } from '../list-window.service.js';
import type { Round } from '../round.js';

/** Reads back the events that were never delivered: the shop was down, or the network was. */
@Injectable()
export class MissedEventsStep {
  readonly name = 'Stripe’s list of events';

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly events: WebhookEventQueries,
    private readonly webhooks: WebhooksService,
    private readonly window: ListWindowService,
  ) {}

  async run(round: Round): Promise<void> {
    const since = await this.window.start('events');
    if (!since) return;
    const { failed } = round.report;
    let newest: Date | null = null;
    for await (const page of batchesOf(this.gateway.eventsSince(since))) {
      round.noteAnswer();
      // The youngest may be on their way.
      const due = page.filter(({ createdAt }) => createdAt <= round.settledBefore);
      newest ??= due[0]?.createdAt ?? null;
      const missing = await this.events.missingAmong(due);
      await round.each(missing.reverse(), nameOf, async (event) => {
        await this.webhooks.makeUpFor(event);
        round.count('eventsReadBack');
      });
      if (!round.goesOn || round.report.failed > failed) return;
    }
    if (newest) await this.window.close('events', newest);
  }
}

function nameOf({ eventId }: { eventId: string }): string {
  return `Event ${eventId}`;
}
