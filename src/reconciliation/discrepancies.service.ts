import { Injectable, Logger } from '@nestjs/common';
import type { Payment } from '../payments/domain/payment.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import {
  DiscrepancyRepository,
  type Sayings,
  type Subject,
  type Unresolved,
} from './discrepancy.repository.js';
import {
  type NumberRange,
  type SoldOrder,
  SoldOrdersRepository,
} from './sold-orders.repository.js';

/** Where the shop and Stripe say different things, and nobody but a person can tell why. */
@Injectable()
export class DiscrepanciesService {
  readonly #logger = new Logger(DiscrepanciesService.name);

  constructor(
    private readonly discrepancies: DiscrepancyRepository,
    private readonly orders: SoldOrdersRepository,
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

  isKnown(subject: Subject): Promise<boolean> {
    return this.discrepancies.isKnown(subject);
  }

  unresolvedPayments(ids: NumberRange, most: number): Promise<Unresolved[]> {
    return this.discrepancies.unresolvedPayments(ids, most);
  }

  /** Somebody found out what they were for. */
  forgetThoseOfOrders(): Promise<void> {
    return this.discrepancies.resolveThoseOfOrders();
  }

  async withoutOrder(payments: readonly Payment[]): Promise<Payment[]> {
    const ids = payments.map(({ paymentIntentId }) => paymentIntentId);
    const strangers = await this.orders.withoutOrder(ids);
    return payments.filter(({ paymentIntentId }) => strangers.has(paymentIntentId));
  }

  async ordersToCompare(since: Date, numbers: NumberRange, most: number): Promise<SoldOrder[]> {
    return this.orders.toCompare(await this.gateway.home(), since, numbers, most);
  }

  /** An account may have many payments that are none of the shop's business: those are counted only. */
  #tell({ kind, subjectId, orderId }: Subject, { ours, theirs }: Sayings) {
    if (orderId === null) return;
    this.#logger.error(`${kind}: of ${subjectId} the shop says ${ours}, and Stripe ${theirs}`);
  }
}
