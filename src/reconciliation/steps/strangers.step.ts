import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { WebhooksService } from '../../webhooks/webhooks.service.js';
import { DiscrepanciesService } from '../discrepancies.service.js';
import { DiscrepancyRepository, type Unresolved } from '../discrepancy.repository.js';
import { NO_ORDER, strangerSubject, tellStranger } from '../domain/stranger.js';
import { RoundRobin } from '../round-robin.js';
import type { Round } from '../round.js';

/** An account may have thousands that are none of the shop's business: each has its turn. */
const EACH_ROUND = 20;

/** Looks again at payments that no order has: many are canceled or refunded in the end, and then closed here. */
@Injectable()
export class StrangersStep {
  readonly name = 'The payments of no order';
  readonly #turns = new RoundRobin<Unresolved>(({ id }) => id);

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly rows: DiscrepancyRepository,
    private readonly discrepancies: DiscrepanciesService,
    private readonly webhooks: WebhooksService,
  ) {}

  async run(round: Round): Promise<void> {
    const batches = this.#turns.batches(
      (ids, most) => this.rows.unresolvedPayments(ids, most),
      EACH_ROUND,
    );
    const { value: some } = await batches.next();
    await round.each(some ?? [], nameOf, (stranger) => this.#look(round, stranger));
  }

  async #look(round: Round, stranger: Unresolved) {
    this.#turns.begin(stranger);
    const { paymentIntentId } = stranger;
    const found = await this.gateway.find(paymentIntentId);
    // Another Stripe's, perhaps: this one cannot say that nothing was paid.
    if (!found) return;
    const { payment } = found;
    const isPaid = payment.status === 'succeeded';
    const refunds = isPaid ? (await this.gateway.afterSale(paymentIntentId)).refunds : [];
    const theirs = tellStranger(payment, refunds);
    const subject = strangerSubject(paymentIntentId);
    if (theirs === null) {
      await this.discrepancies.forget(subject);
      await this.webhooks.closeParkedOf(paymentIntentId);
    } else if (await this.discrepancies.compare(subject, { ours: NO_ORDER, theirs })) {
      round.count('discrepancies');
    }
  }
}

function nameOf({ paymentIntentId }: Unresolved): string {
  return `Payment ${paymentIntentId}`;
}
