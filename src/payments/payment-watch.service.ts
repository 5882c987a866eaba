import { Injectable } from '@nestjs/common';
import { type AfterSale, isFinal, type Payment } from './domain/payment.js';
import { PaymentGateway } from './payment-gateway.js';
import { Watch } from './watch.js';

/** What Stripe says of payments, asked sparingly: see Watch. */
@Injectable()
export class PaymentWatch {
  readonly #payments: Watch<Payment | null>;
  readonly #afterSales: Watch<AfterSale>;

  constructor(gateway: PaymentGateway) {
    this.#payments = new Watch(
      (id) => gateway.find(id),
      (payment) => payment !== null && isFinal(payment),
    );
    this.#afterSales = new Watch(
      (id) => gateway.afterSale(id),
      () => false,
    );
  }

  /** For pages, which come again. */
  recent(paymentIntentId: string): Promise<Payment | null> {
    return this.#payments.recent(paymentIntentId);
  }

  /** For news of the payment. */
  fresh(paymentIntentId: string): Promise<Payment | null> {
    return this.#payments.fresh(paymentIntentId);
  }

  /** For news of refunds and disputes. */
  freshAfterSale(paymentIntentId: string): Promise<AfterSale> {
    return this.#afterSales.fresh(paymentIntentId);
  }
}
