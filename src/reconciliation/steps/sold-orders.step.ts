import { Injectable } from '@nestjs/common';
import { OrderQueries, type SettledOrder } from '../../orders/order.queries.js';
import { SettlementService } from '../../orders/settlement.service.js';
import { PaymentWatch } from '../../payments/payment-watch.service.js';
import { DiscrepanciesService } from '../discrepancies.service.js';
import { compareMoney } from '../domain/compare-money.js';
import { ListWindowService } from '../list-window.service.js';
import { RoundRobin } from '../round-robin.js';
import type { Round } from '../round.js';

const BATCH = 50;

/** Compares the ledger with Stripe's own books, of orders whose story went on lately. */
@Injectable()
export class SoldOrdersStep {
  readonly name = 'The orders that money came for';
  readonly #turns = new RoundRobin<SettledOrder>(({ number }) => number);

  constructor(
    private readonly watch: PaymentWatch,
    private readonly window: ListWindowService,
    private readonly orders: OrderQueries,
    private readonly settlement: SettlementService,
    private readonly discrepancies: DiscrepanciesService,
  ) {}

  async run(round: Round): Promise<void> {
    const since = await this.window.start('compared');
    if (!since) return;
    const { failed } = round.report;
    const batches = this.#turns.batches(
      (numbers, most) => this.discrepancies.ordersToCompare(since, numbers, most),
      BATCH,
    );
    for await (const batch of batches) {
      await round.each(batch, nameOf, (each) => this.#compare(round, each));
      if (!round.goesOn) return;
    }
    if (round.report.failed > failed) return;
    await this.window.close('compared', round.options.startedAt);
  }

  async #compare(round: Round, sold: SettledOrder) {
    this.#turns.begin(sold);
    const before = await this.orders.find({ id: sold.id });
    if (!before) return;
    const { order, applied } = await this.settlement.settleAfterSale(before, 'sweep');
    if (order.ledger.length > before.ledger.length) round.count('settled');
    // Whoever wrote the ledger meanwhile has made this order one of the next round's.
    if (!order.paymentIntentId || !applied) return;
    const payment = await this.watch.fresh(order.paymentIntentId);
    for (const { kind, ours, theirs } of compareMoney(order, payment, applied.refunds)) {
      const subject = { kind, subjectId: order.id, orderId: order.id };
      const isNews = await this.discrepancies.compare(subject, { ours, theirs });
      if (isNews) round.count('discrepancies');
    }
  }
}

function nameOf({ number }: SettledOrder): string {
  return `Order ${number}`;
}
