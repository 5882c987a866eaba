import { Injectable } from '@nestjs/common';
import { type AfterSale, isFinal, type Payment } from './domain/payment.js';
import { type FoundPayment, PaymentGateway } from './payment-gateway.js';
import { Watch } from './watch.js';

/** `recent`: within the last two seconds, which is enough for what asks again soon. `fresh`: now. */
export type Freshness = 'recent' | 'fresh';

/** What Stripe says of payments, asked sparingly: see Watch. */
@Injectable()
export class PaymentWatch {
  readonly #payments: Watch<FoundPayment | null>;
  readonly #afterSales: Watch<AfterSale>;

  constructor(gateway: PaymentGateway) {
    this.#payments = new Watch(
      (id) => gateway.find(id),
      (found) => found !== null && isFinal(found.payment),
    );
    this.#afterSales = new Watch(
      (id) => gateway.afterSale(id),
      () => false,
    );
  }

  /** For pages, which come again. */
  async recent(paymentIntentId: string): Promise<Payment | null> {
    return (await this.#payments.recent(paymentIntentId))?.payment ?? null;
  }

  /** With what lets its bearer pay, for the payment page, which does not come again by itself. */
  open(paymentIntentId: string): Promise<FoundPayment | null> {
    return this.#payments.recentOrFresh(paymentIntentId);
  }

  /** For news of the payment. */
  async fresh(paymentIntentId: string): Promise<Payment | null> {
    return (await this.#payments.fresh(paymentIntentId))?.payment ?? null;
  }

  /** For news of refunds and disputes. */
  freshAfterSale(paymentIntentId: string): Promise<AfterSale> {
    return this.#afterSales.fresh(paymentIntentId);
  }
}
