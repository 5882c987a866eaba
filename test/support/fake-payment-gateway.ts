import type {
  RefundsAndDisputes,
  Payment,
  ListedPayment,
  StripeAccountRef,
} from '../../src/payments/payment.js';
import {
  type CancelOutcome,
  type EmailOutcome,
  type FoundPayment,
  PaymentGateway,
  type PaymentEvent,
  type PaymentRequest,
  type RefundOutcome,
  type CreateOutcome,
} from '../../src/payments/payment-gateway.js';
import { aPayment } from './payments.js';

/** A gateway whose payments a test sets by hand. The compiler keeps it to the port. */
export class FakePaymentGateway extends PaymentGateway {
  readonly payments = new Map<string, Payment>();
  readonly afterSales = new Map<string, RefundsAndDisputes>();
  /** Every question asked with find(), in order. */
  readonly asked: string[] = [];
  /** Every payment that was asked for, in order: the same key finds the same payment. */
  readonly started: PaymentRequest[] = [];
  readonly #madeBy = new Map<string, Payment>();
  /** Answers wait for this. */
  latch: Promise<void> = Promise.resolve();

  currentAccount(): Promise<StripeAccountRef> {
    return Promise.resolve({ mode: 'sandbox', account: 'acct_1' });
  }

  sampleClock(): Promise<void> {
    return Promise.resolve();
  }

  create(request: PaymentRequest): Promise<CreateOutcome> {
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
    return Promise.resolve('saved');
  }

  refundsAndDisputes(paymentIntentId: string): Promise<RefundsAndDisputes> {
    return Promise.resolve(this.afterSales.get(paymentIntentId) ?? { refunds: [], disputes: [] });
  }

  refund(): Promise<RefundOutcome> {
    return Promise.reject(new Error('not used'));
  }

  async *paymentsSince(): AsyncGenerator<ListedPayment> {
    yield* await Promise.resolve([]);
  }

  async *refundedOrDisputedSince(): AsyncGenerator<string> {
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
