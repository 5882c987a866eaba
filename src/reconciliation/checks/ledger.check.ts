import { Injectable } from '@nestjs/common';
import { OrderQueries, type PaidOrderRef } from '../../orders/order.queries.js';
import { PaymentSyncService } from '../../orders/payment/payment-sync.service.js';
import { PaymentReaderService } from '../../payments/payment-reader.service.js';
import { compareMoney } from '../discrepancies/compare-money.js';
import { DiscrepanciesService } from '../discrepancies/discrepancies.service.js';
import { ListWindowService } from '../list-window.service.js';
import type { ReconciliationRun } from '../reconciliation-run.js';
import { RoundRobin } from '../round-robin.js';
import { type Check, orderLabel } from './check.js';

const BATCH = 50;

/** Compares the ledger with Stripe's own books, of orders whose story went on lately. */
@Injectable()
export class LedgerCheck implements Check {
  readonly name = 'The orders that money came for';
  readonly #turns = new RoundRobin<PaidOrderRef>(({ number }) => number);

  constructor(
    private readonly paymentReader: PaymentReaderService,
    private readonly window: ListWindowService,
    private readonly orders: OrderQueries,
    private readonly paymentSync: PaymentSyncService,
    private readonly discrepancies: DiscrepanciesService,
  ) {}

  async run(run: ReconciliationRun): Promise<void> {
    const since = await this.window.start('compared');
    if (!since) return;
    const { failed } = run.report;
    const batches = this.#turns.batches(
      (numbers, most) => this.discrepancies.ordersToCompare(since, numbers, most),
      BATCH,
    );
    for await (const batch of batches) {
      await run.forEachConcurrently(batch, orderLabel, (ref) => this.#check(run, ref));
      if (!run.shouldContinue) return;
    }
    if (run.report.failed === failed) {
      await this.window.close('compared', run.options.startedAt);
    }
  }

  async #check(run: ReconciliationRun, sold: PaidOrderRef) {
    this.#turns.begin(sold);
    const before = await this.orders.find({ id: sold.id });
    if (!before) return;
    const { order, applied } = await this.paymentSync.syncRefundsAndDisputes(
      before,
      'reconciliation',
    );
    if (order.ledger.length > before.ledger.length) run.increment('settled');
    // Whoever wrote the ledger meanwhile has made this order one of the next round's.
    if (!order.paymentIntentId || !applied) return;
    const payment = await this.paymentReader.getFresh(order.paymentIntentId);
    for (const { kind, shopValue, stripeValue } of compareMoney(order, payment, applied.refunds)) {
      const subject = { kind, subjectId: order.id, orderId: order.id };
      const isNews = await this.discrepancies.record(subject, { shopValue, stripeValue });
      if (isNews) run.increment('discrepancies');
    }
  }
}
