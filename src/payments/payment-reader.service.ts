import { Injectable } from '@nestjs/common';
import { type FoundPayment, PaymentGateway } from './payment-gateway.js';
import { isFinal, type Payment, type RefundsAndDisputes } from './payment.js';
import { ThrottledFetcher } from './resilience/throttled-fetcher.js';

/** `cached`: at most two seconds old, for callers that ask again soon. `fresh`: requested now. */
export type Freshness = 'cached' | 'fresh';

/** Reads payments from Stripe, each a few times at once, then once in two seconds: see `ThrottledFetcher`. */
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

  /** For pages that refresh. */
  async getCached(paymentIntentId: string): Promise<Payment | null> {
    return (await this.#payments.getCached(paymentIntentId))?.payment ?? null;
  }

  /** Includes the client secret. For the payment page, which does not refresh. */
  getCachedOrFresh(paymentIntentId: string): Promise<FoundPayment | null> {
    return this.#payments.getCachedOrFresh(paymentIntentId);
  }

  /** For callers that know of a change, such as webhooks. */
  async getFresh(paymentIntentId: string): Promise<Payment | null> {
    return (await this.#payments.getFresh(paymentIntentId))?.payment ?? null;
  }

  getFreshRefundsAndDisputes(paymentIntentId: string): Promise<RefundsAndDisputes> {
    return this.#refundsAndDisputes.getFresh(paymentIntentId);
  }
}
