import { Injectable } from '@nestjs/common';
import { OrderQueries } from '../../orders/order.queries.js';
import { PaymentOwnerService } from '../../orders/payment/payment-owner.service.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import type { Payment } from '../../payments/payment.js';
import { DiscrepanciesService } from '../discrepancies/discrepancies.service.js';
import {
  describeUnmatchedPayment,
  NO_ORDER,
  unmatchedPaymentSubject,
} from '../discrepancies/unmatched-payment.js';
import { ListWindowService } from '../list-window.service.js';
import type { ReconciliationRun } from '../reconciliation-run.js';
import { type Check, paymentLabel } from './check.js';

/** Finds payments without an order: adopts them, cancels duplicates, and records the rest. */
@Injectable()
export class PaymentListCheck implements Check {
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
    const list = (since: Date) => this.gateway.paymentsSince(since);
    await this.window.readPages('payments', run, list, async (page) => {
      const unmatched = await this.orders.withoutOrder(page);
      return run.forEachConcurrently(unmatched, paymentLabel, (each) => this.#check(run, each));
    });
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
    // Recorded payments are checked by UnmatchedPaymentsCheck.
    const isNew = await this.discrepancies.recordNew(subject, {
      shopValue: NO_ORDER,
      stripeValue,
    });
    if (isNew) run.increment('discrepancies');
  }
}
