import { Injectable, Logger } from '@nestjs/common';
import { type NumberRange, OrderQueries, type PaidOrderRef } from '../../orders/order.queries.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import {
  DiscrepancyRepository,
  type DiscrepancyValues,
  type Subject,
} from './discrepancy.repository.js';
import { unmatchedPaymentSubject } from './unmatched-payment.js';

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
  async record(subject: Subject, { shopValue, stripeValue }: DiscrepancyValues): Promise<boolean> {
    if (shopValue !== stripeValue) {
      const isNews = await this.discrepancies.open(subject, { shopValue, stripeValue });
      if (isNews) this.#log(subject, { shopValue, stripeValue });
      return isNews;
    }
    await this.resolve(subject);
    return false;
  }

  async resolve(subject: Subject): Promise<void> {
    if (await this.discrepancies.isOpen(subject)) await this.discrepancies.resolve(subject);
  }

  /** The same for what nothing was ever kept about. */
  async recordNew(subject: Subject, values: DiscrepancyValues): Promise<boolean> {
    return !(await this.discrepancies.exists(subject)) && this.record(subject, values);
  }

  /** Payments of no order that have one by now: somebody found out what they were for. */
  async resolveMatched(): Promise<void> {
    const open = await this.discrepancies.unresolvedPayments();
    const unmatched = new Set(await this.orders.withoutOrder(open));
    for (const payment of open.filter((each) => !unmatched.has(each))) {
      await this.discrepancies.resolve(unmatchedPaymentSubject(payment.paymentIntentId));
    }
  }

  /** Of those numbers: orders that money came for and whose story went on since then, or that differ. */
  async ordersToCompare(since: Date, numbers: NumberRange, most: number): Promise<PaidOrderRef[]> {
    const ids = await this.discrepancies.ordersWithDiscrepancies();
    return this.orders.paidSince(
      await this.gateway.currentAccount(),
      { since, ids },
      numbers,
      most,
    );
  }

  /** An account may have many payments that are none of the shop's business: those are counted only. */
  #log({ kind, subjectId, orderId }: Subject, { shopValue, stripeValue }: DiscrepancyValues) {
    if (orderId === null) return;
    this.#logger.error(
      `${kind}: of ${subjectId} the shop says ${shopValue}, and Stripe ${stripeValue}`,
    );
  }
}
