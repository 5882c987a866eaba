import type {
  AfterSale,
  Payment,
  PaymentOnRecord,
  StripeHome,
} from '../../src/payments/domain/payment.js';
import {
  type CancelOutcome,
  type EmailOutcome,
  type FoundPayment,
  PaymentGateway,
  type PaymentEvent,
  type PaymentRequest,
  type RefundOutcome,
  type StartOutcome,
} from '../../src/payments/payment-gateway.js';
import { aPayment } from './payments.js';

/** A gateway whose payments a test sets by hand. The compiler keeps it to the port. */
export class FakePaymentGateway extends PaymentGateway {
  readonly payments = new Map<string, Payment>();
  readonly afterSales = new Map<string, AfterSale>();
  /** Every question asked with find(), in order. */
  readonly asked: string[] = [];
  /** Every payment that was asked for, in order: the same key finds the same payment. */
  readonly started: PaymentRequest[] = [];
  readonly #madeBy = new Map<string, Payment>();
  /** Answers wait for this. */
  latch: Promise<void> = Promise.resolve();

  home(): Promise<StripeHome> {
    return Promise.resolve({ mode: 'sandbox', account: 'acct_1' });
  }

  askTime(): Promise<void> {
    return Promise.resolve();
  }

  start(request: PaymentRequest): Promise<StartOutcome> {
    this.started.push(request);
    const made = this.#madeBy.get(request.idempotencyKey) ?? this.#make(request);
    return Promise.resolve(made);
  }

  async find(paymentIntentId: string): Promise<FoundPayment | null> {
    this.asked.push(paymentIntentId);
    const payment = this.payments.get(paymentIntentId);
    await this.latch;
    return payment ? { payment, clientSecret: `${paymentIntentId}_secret_1` } : null;
  }

  setEmail(): Promise<EmailOutcome> {
    return Promise.resolve('kept');
  }

  afterSale(paymentIntentId: string): Promise<AfterSale> {
    return Promise.resolve(this.afterSales.get(paymentIntentId) ?? { refunds: [], disputes: [] });
  }

  refund(): Promise<RefundOutcome> {
    return Promise.reject(new Error('not used'));
  }

  async *paymentsSince(): AsyncGenerator<PaymentOnRecord> {
    yield* await Promise.resolve([]);
  }

  async *returnedSince(): AsyncGenerator<string> {
    yield* await Promise.resolve([]);
  }

  cancel(): Promise<CancelOutcome> {
    return Promise.resolve('canceled');
  }

  async *eventsSince(): AsyncGenerator<PaymentEvent> {
    yield* await Promise.resolve([]);
  }

  readEvent(): PaymentEvent {
    throw new Error('not used');
  }

  #make({ orderId, amount, idempotencyKey }: PaymentRequest): Payment {
    const payment = aPayment({
      paymentIntentId: `pi_${this.#madeBy.size + 1}`,
      amountMinor: amount.minor,
      currency: amount.currency,
      claimedOrderId: orderId,
    });
    this.#madeBy.set(idempotencyKey, payment);
    this.payments.set(payment.paymentIntentId, payment);
    return payment;
  }
}
