import { Injectable, Logger } from '@nestjs/common';
import { type NumberRange, OrderQueries, type PaidOrderRef } from '../../orders/order.queries.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import type { DiscrepancyValues } from './compare-money.js';
import { DiscrepancyRepository, type Subject } from './discrepancy.repository.js';
import { unmatchedPaymentSubject } from './unmatched-payment.js';

/** Records differences between the shop and Stripe that a person has to look at. */
@Injectable()
export class DiscrepanciesService {
  readonly #logger = new Logger(DiscrepanciesService.name);

  constructor(
    private readonly discrepancies: DiscrepancyRepository,
    private readonly orders: OrderQueries,
    private readonly gateway: PaymentGateway,
  ) {}

  /** Opens a discrepancy if the values differ, else resolves it. True if it is new. */
  async record(subject: Subject, values: DiscrepancyValues): Promise<boolean> {
    if (values.shopValue === values.stripeValue) {
      await this.resolve(subject);
      return false;
    }
    const isNew = await this.discrepancies.open(subject, values);
    if (isNew) this.#log(subject, values);
    return isNew;
  }

  async resolve(subject: Subject): Promise<void> {
    if (await this.discrepancies.isOpen(subject)) await this.discrepancies.resolve(subject);
  }

  /** Like `record`, but does nothing if the subject was ever recorded. */
  async recordNew(subject: Subject, values: DiscrepancyValues): Promise<boolean> {
    return !(await this.discrepancies.exists(subject)) && this.record(subject, values);
  }

  /** Resolves the unmatched payments that belong to an order by now. */
  async resolveMatched(): Promise<void> {
    const open = await this.discrepancies.unresolvedPayments();
    const unmatched = new Set(await this.orders.withoutOrder(open));
    for (const payment of open.filter((each) => !unmatched.has(each))) {
      await this.discrepancies.resolve(unmatchedPaymentSubject(payment.paymentIntentId));
    }
  }

  /** Paid orders with a timeline entry since then, or with an open discrepancy. */
  async ordersToCompare(since: Date, range: NumberRange, limit: number): Promise<PaidOrderRef[]> {
    const ids = await this.discrepancies.ordersWithDiscrepancies();
    return this.orders.paidSince(await this.gateway.currentAccount(), { since, ids }, range, limit);
  }

  /** Unmatched payments may be many, and are only counted. */
  #log({ kind, subjectId, orderId }: Subject, { shopValue, stripeValue }: DiscrepancyValues) {
    if (orderId === null) return;
    this.#logger.error(
      `Discrepancy ${kind} of ${subjectId}: ${shopValue} in the shop, ${stripeValue} at Stripe`,
    );
  }
}
