import { Injectable, Logger } from '@nestjs/common';
import { type NumberRange, OrderQueries, type SettledOrder } from '../orders/order.queries.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { DiscrepancyRepository, type Sayings, type Subject } from './discrepancy.repository.js';
import { strangerSubject } from './domain/stranger.js';

/** Where the shop and Stripe say different things, and nobody but a person can tell why. */
@Injectable()
export class DiscrepanciesService {
  readonly #logger = new Logger(DiscrepanciesService.name);

  constructor(
    private readonly discrepancies: DiscrepancyRepository,
    private readonly orders: OrderQueries,
    private readonly gateway: PaymentGateway,
  ) {}

  /** Keeps a difference as a row, once, or closes the row when both say the same. True for a new one. */
  async compare(subject: Subject, { ours, theirs }: Sayings): Promise<boolean> {
    if (ours !== theirs) {
      const isNews = await this.discrepancies.open(subject, { ours, theirs });
      if (isNews) this.#tell(subject, { ours, theirs });
      return isNews;
    }
    await this.forget(subject);
    return false;
  }

  async forget(subject: Subject): Promise<void> {
    if (await this.discrepancies.isOpen(subject)) await this.discrepancies.resolve(subject);
  }

  /** The same for what nothing was ever kept about. */
  async compareFirst(subject: Subject, sayings: Sayings): Promise<boolean> {
    return !(await this.discrepancies.isKnown(subject)) && this.compare(subject, sayings);
  }

  /** Payments of no order that have one by now: somebody found out what they were for. */
  async forgetThoseOfOrders(): Promise<void> {
    const open = await this.discrepancies.unresolvedPayments();
    const strangers = new Set(await this.orders.withoutOrder(open));
    for (const payment of open.filter((each) => !strangers.has(each))) {
      await this.discrepancies.resolve(strangerSubject(payment.paymentIntentId));
    }
  }

  /** Of those numbers: orders that money came for and whose story went on since then, or that differ. */
  async ordersToCompare(since: Date, numbers: NumberRange, most: number): Promise<SettledOrder[]> {
    const ids = await this.discrepancies.ordersInQuestion();
    return this.orders.settledSince(await this.gateway.home(), { since, ids }, numbers, most);
  }

  /** An account may have many payments that are none of the shop's business: those are counted only. */
  #tell({ kind, subjectId, orderId }: Subject, { ours, theirs }: Sayings) {
    if (orderId === null) return;
    this.#logger.error(`${kind}: of ${subjectId} the shop says ${ours}, and Stripe ${theirs}`);
  }
}
