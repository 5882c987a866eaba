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

/** An account may have thousands that are none of the shop's business: each has its turn. */
const EACH_ROUND = 20;

/** Looks again at payments that no order has: many are canceled or refunded in the end, and then closed here. */
@Injectable()
export class UnmatchedPaymentsCheck implements Check {
  readonly name = 'The payments of no order';
  readonly #turns = new RoundRobin<UnmatchedPayment>(({ id }) => id);

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly rows: DiscrepancyRepository,
    private readonly discrepancies: DiscrepanciesService,
    private readonly webhooks: WebhooksService,
  ) {}

  async run(run: ReconciliationRun): Promise<void> {
    const batches = this.#turns.batches(
      (ids, most) => this.rows.unresolvedPayments(ids, most),
      EACH_ROUND,
    );
    const { value: some } = await batches.next();
    await run.forEachConcurrently(some ?? [], paymentLabel, (unmatched) =>
      this.#check(run, unmatched),
    );
  }

  async #check(run: ReconciliationRun, unmatched: UnmatchedPayment) {
    this.#turns.begin(unmatched);
    const { paymentIntentId } = unmatched;
    const found = await this.gateway.find(paymentIntentId);
    // Another Stripe's, perhaps: this one cannot say that nothing was paid.
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
