import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { WebhooksService } from '../../webhooks/webhooks.service.js';
import { DiscrepanciesService } from '../discrepancies/discrepancies.service.js';
import {
  DiscrepancyRepository,
  type UnmatchedPayment,
} from '../discrepancies/discrepancy.repository.js';
import {
  describeUnmatchedPayment,
  NO_ORDER,
  unmatchedPaymentSubject,
} from '../discrepancies/unmatched-payment.js';
import type { ReconciliationRun } from '../reconciliation-run.js';
import { RoundRobin } from '../round-robin.js';
import { type Check, paymentLabel } from './check.js';

/** An account may have thousands, of other programs: each run checks some. */
const PER_RUN = 20;

/** Rechecks recorded unmatched payments. Resolves those that were canceled or refunded in full. */
@Injectable()
export class UnmatchedPaymentsCheck implements Check {
  readonly name = 'The unmatched payments';
  readonly #roundRobin = new RoundRobin<UnmatchedPayment>(({ id }) => id);

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly rows: DiscrepancyRepository,
    private readonly discrepancies: DiscrepanciesService,
    private readonly webhooks: WebhooksService,
  ) {}

  async run(run: ReconciliationRun): Promise<void> {
    const batches = this.#roundRobin.batches(
      (range, limit) => this.rows.unresolvedPayments(range, limit),
      PER_RUN,
    );
    const { value: payments } = await batches.next();
    await run.forEachConcurrently(payments ?? [], paymentLabel, (unmatched) =>
      this.#check(run, unmatched),
    );
  }

  async #check(run: ReconciliationRun, unmatched: UnmatchedPayment) {
    this.#roundRobin.begin(unmatched);
    const { paymentIntentId } = unmatched;
    const found = await this.gateway.find(paymentIntentId);
    // It may belong to another Stripe account.
    if (!found) return;
    const { payment } = found;
    const isPaid = payment.status === 'succeeded';
    const refunds = isPaid ? (await this.gateway.refundsAndDisputes(paymentIntentId)).refunds : [];
    const stripeValue = describeUnmatchedPayment(payment, refunds);
    const subject = unmatchedPaymentSubject(paymentIntentId);
    if (stripeValue === null) {
      await this.discrepancies.resolve(subject);
      await this.webhooks.resolveDeadLettersOf(paymentIntentId);
    } else if (await this.discrepancies.record(subject, { shopValue: NO_ORDER, stripeValue })) {
      run.increment('discrepancies');
    }
  }
}
