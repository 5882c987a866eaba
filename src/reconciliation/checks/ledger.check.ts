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

/** Compares the ledgers of orders with recent timeline entries with Stripe's payments and refunds. */
@Injectable()
export class LedgerCheck implements Check {
  readonly name = 'The ledgers of paid orders';
  readonly #roundRobin = new RoundRobin<PaidOrderRef>(({ number }) => number);

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
    const batches = this.#roundRobin.batches(
      (range, limit) => this.discrepancies.ordersToCompare(since, range, limit),
      BATCH,
    );
    for await (const batch of batches) {
      await run.forEachConcurrently(batch, orderLabel, (ref) => this.#check(run, ref));
      if (!run.shouldContinue) return;
    }
    if (run.report.failed === failed) {
      await this.window.advance('compared', run.options.startedAt);
    }
  }

  async #check(run: ReconciliationRun, ref: PaidOrderRef) {
    this.#roundRobin.begin(ref);
    const before = await this.orders.find({ id: ref.id });
    if (!before) return;
    const { order, applied } = await this.paymentSync.syncRefundsAndDisputes(
      before,
      'reconciliation',
    );
    if (order.ledger.length > before.ledger.length) run.increment('synced');
    // A concurrent write to the ledger added a timeline entry: the next run compares the order.
    if (!order.paymentIntentId || !applied) return;
    const payment = await this.paymentReader.getFresh(order.paymentIntentId);
    for (const { kind, ...values } of compareMoney(order, payment, applied.refunds)) {
      const subject = { kind, subjectId: order.id, orderId: order.id };
      const isNew = await this.discrepancies.record(subject, values);
      if (isNew) run.increment('discrepancies');
    }
  }
}
