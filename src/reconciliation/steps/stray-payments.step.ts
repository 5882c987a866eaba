import { Injectable } from '@nestjs/common';
import { OrderQueries } from '../../orders/order.queries.js';
import { PaymentOwnerService } from '../../orders/payment-owner.service.js';
import type { Payment } from '../../payments/domain/payment.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { batchesOf } from '../batches.js';
import { DiscrepanciesService } from '../discrepancies.service.js';
import { NO_ORDER, strangerSubject, tellStranger } from '../domain/stranger.js';
import { ListWindowService } from '../list-window.service.js';
import type { Round } from '../round.js';

/** Looks for PaymentIntents that are no order's. Canceled are those that are provably ours, and no other. */
@Injectable()
export class StrayPaymentsStep {
  readonly name = 'Stripe’s list of payments';

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly window: ListWindowService,
    private readonly orders: OrderQueries,
    private readonly owners: PaymentOwnerService,
    private readonly discrepancies: DiscrepanciesService,
  ) {}

  async run(round: Round): Promise<void> {
    await this.discrepancies.forgetThoseOfOrders();
    const since = await this.window.start('payments');
    if (!since) return;
    const { failed } = round.report;
    let newest: Date | null = null;
    for await (const page of batchesOf(this.gateway.paymentsSince(since))) {
      round.noteAnswer();
      const due = page.filter(({ createdAt }) => createdAt <= round.settledBefore);
      newest ??= due[0]?.createdAt ?? null;
      await this.#look(round, due);
      if (!round.goesOn || round.report.failed > failed) return;
    }
    if (newest) await this.window.close('payments', newest);
  }

  async #look(round: Round, payments: Payment[]) {
    const strangers = await this.orders.withoutOrder(payments);
    await round.each(strangers, nameOf, (payment) => this.#see(round, payment));
  }

  async #see(round: Round, payment: Payment) {
    const { paymentIntentId, claimedOrderId } = payment;
    const theirs = tellStranger(payment, []);
    if (theirs === null) return;
    if (await this.owners.find(paymentIntentId)) return;
    if (await this.owners.adopt(paymentIntentId, claimedOrderId)) return;
    if (await this.owners.cancelDuplicate(paymentIntentId, claimedOrderId)) {
      round.count('straysCanceled');
      return;
    }
    const subject = strangerSubject(paymentIntentId);
    // What is known already is looked at by StrangersStep.
    const isNews = await this.discrepancies.compareFirst(subject, { ours: NO_ORDER, theirs });
    if (isNews) round.count('discrepancies');
  }
}

function nameOf({ paymentIntentId }: Payment): string {
  return `Payment ${paymentIntentId}`;
}
