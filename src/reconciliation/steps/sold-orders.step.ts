import { Injectable } from '@nestjs/common';
import { OrdersService } from '../../orders/orders.service.js';
import { SettlementService } from '../../orders/settlement.service.js';
import { PaymentWatch } from '../../payments/payment-watch.service.js';
import { DiscrepanciesService } from '../discrepancies.service.js';
import { compareMoney } from '../domain/compare-money.js';
import { ListWindowService } from '../list-window.service.js';
import type { Round } from '../round.js';
import type { SoldOrder } from '../sold-orders.repository.js';

/** Compares the ledger with Stripe's own books, of orders whose story went on lately. */
@Injectable()
export class SoldOrdersStep {
  readonly name = 'The orders that money came for';
  /** Where the last round came to: the next goes on from there. */
  #last = 0;

  constructor(
    private readonly watch: PaymentWatch,
    private readonly window: ListWindowService,
    private readonly orders: OrdersService,
    private readonly settlement: SettlementService,
    private readonly discrepancies: DiscrepanciesService,
  ) {}

  async run(round: Round): Promise<void> {
    const since = await this.window.start('compared');
    if (!since) return;
    const { failed } = round.report;
    const last = this.#last;
    const isSeen = ({ number }: SoldOrder) => number <= last;
    const sold = await this.discrepancies.ordersToCompare(since);
    const inTurn = [...sold.filter((each) => !isSeen(each)), ...sold.filter(isSeen)];
    await round.each(inTurn, nameOf, (each) => this.#compare(round, each));
    if (!round.goesOn || round.report.failed > failed) return;
    await this.window.close('compared', round.options.startedAt);
  }

  async #compare(round: Round, { number, token }: SoldOrder) {
    this.#last = number;
    const before = await this.orders.findByToken(token);
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

function nameOf({ number }: SoldOrder): string {
  return `Order ${number}`;
}
