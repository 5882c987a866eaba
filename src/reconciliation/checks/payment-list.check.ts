import { Injectable } from '@nestjs/common';
import { OrderQueries } from '../../orders/order.queries.js';
import { PaymentOwnerService } from '../../orders/payment/payment-owner.service.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import type { Payment } from '../../payments/payment.js';
import { chunks } from '../chunks.js';
import { DiscrepanciesService } from '../discrepancies/discrepancies.service.js';
import {
  describeUnmatchedPayment,
  NO_ORDER,
  unmatchedPaymentSubject,
} from '../discrepancies/unmatched-payment.js';
import { ListWindowService } from '../list-window.service.js';
import type { ReconciliationRun } from '../reconciliation-run.js';

/** Looks for PaymentIntents that are no order's. Canceled are those that are provably shopValue, and no other. */
@Injectable()
export class PaymentListCheck {
  readonly name = 'Stripe’s list of payments';

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly window: ListWindowService,
    private readonly orders: OrderQueries,
    private readonly owners: PaymentOwnerService,
    private readonly discrepancies: DiscrepanciesService,
  ) {}

  async run(run: ReconciliationRun): Promise<void> {
    await this.discrepancies.resolveMatched();
    const since = await this.window.start('payments');
    if (!since) return;
    const { failed } = run.report;
    let newest: Date | null = null;
    for await (const page of chunks(this.gateway.paymentsSince(since))) {
      run.recordSuccess();
      const due = page.filter(({ createdAt }) => createdAt <= run.cutoff);
      newest ??= due[0]?.createdAt ?? null;
      await this.#checkPage(run, due);
      if (!run.shouldContinue || run.report.failed > failed) return;
    }
    if (newest) await this.window.close('payments', newest);
  }

  async #checkPage(run: ReconciliationRun, payments: Payment[]) {
    const unmatched = await this.orders.withoutOrder(payments);
    await run.forEachConcurrently(unmatched, nameOf, (payment) => this.#check(run, payment));
  }

  async #check(run: ReconciliationRun, payment: Payment) {
    const { paymentIntentId, claimedOrderId } = payment;
    const stripeValue = describeUnmatchedPayment(payment, []);
    if (stripeValue === null) return;
    if (await this.owners.find(paymentIntentId)) return;
    if (await this.owners.adopt(paymentIntentId, claimedOrderId)) return;
    if (await this.owners.cancelDuplicate(paymentIntentId, claimedOrderId)) {
      run.increment('duplicatesCanceled');
      return;
    }
    const subject = unmatchedPaymentSubject(paymentIntentId);
    // What is known already is looked at by StrangersStep.
    const isNews = await this.discrepancies.recordNew(subject, {
      shopValue: NO_ORDER,
      stripeValue,
    });
    if (isNews) run.increment('discrepancies');
  }
}

function nameOf({ paymentIntentId }: Payment): string {
  return `Payment ${paymentIntentId}`;
}
