import { Injectable } from '@nestjs/common';
import { type FoundPayment, PaymentGateway } from './payment-gateway.js';
import { isFinal, type Payment, type RefundsAndDisputes } from './payment.js';
import { ThrottledFetcher } from './resilience/throttled-fetcher.js';

/** `cached`: within the last two seconds, which is enough for what asks again soon. `fresh`: now. */
export type Freshness = 'cached' | 'fresh';

/** What Stripe says of payments, asked sparingly: see Watch. */
@Injectable()
export class PaymentReaderService {
  readonly #payments: ThrottledFetcher<FoundPayment | null>;
  readonly #refundsAndDisputes: ThrottledFetcher<RefundsAndDisputes>;

  constructor(gateway: PaymentGateway) {
    this.#payments = new ThrottledFetcher(
      (id) => gateway.find(id),
      (found) => found !== null && isFinal(found.payment),
    );
    this.#refundsAndDisputes = new ThrottledFetcher(
      (id) => gateway.refundsAndDisputes(id),
      () => false,
    );
  }

  /** For pages, which come again. */
  async getCached(paymentIntentId: string): Promise<Payment | null> {
    return (await this.#payments.getCached(paymentIntentId))?.payment ?? null;
  }

  /** With what lets its bearer pay, for the payment page, which does not come again by itself. */
  getCachedOrFresh(paymentIntentId: string): Promise<FoundPayment | null> {
    return this.#payments.getCachedOrFresh(paymentIntentId);
  }

  /** For news of the payment. */
  async getFresh(paymentIntentId: string): Promise<Payment | null> {
    return (await this.#payments.getFresh(paymentIntentId))?.payment ?? null;
  }

  /** For news of refunds and disputes. */
  getFreshRefundsAndDisputes(paymentIntentId: string): Promise<RefundsAndDisputes> {
    return this.#refundsAndDisputes.getFresh(paymentIntentId);
  }
}
