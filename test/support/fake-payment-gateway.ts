import type { AfterSale, Payment, StripeHome } from '../../src/payments/domain/payment.js';
import {
  type CancelOutcome,
  type OpenPayment,
  PaymentGateway,
  type PaymentEvent,
} from '../../src/payments/payment-gateway.js';

/** A gateway whose payments a test sets by hand. The compiler keeps it to the port. */
export class FakePaymentGateway extends PaymentGateway {
  readonly payments = new Map<string, Payment>();
  readonly afterSales = new Map<string, AfterSale>();
  /** Every question asked with find(), in order. */
  readonly asked: string[] = [];
  /** Answers wait for this. */
  latch: Promise<void> = Promise.resolve();

  home(): Promise<StripeHome> {
    return Promise.resolve({ mode: 'sandbox', account: 'acct_1' });
  }

  start(): Promise<Payment> {
    return Promise.reject(new Error('not used'));
  }

  async find(paymentIntentId: string): Promise<Payment | null> {
    this.asked.push(paymentIntentId);
    const answer = this.payments.get(paymentIntentId) ?? null;
    await this.latch;
    return answer;
  }

  open(): Promise<OpenPayment | null> {
    return Promise.resolve(null);
  }

  setEmail(): Promise<void> {
    return Promise.resolve();
  }

  afterSale(paymentIntentId: string): Promise<AfterSale> {
    return Promise.resolve(this.afterSales.get(paymentIntentId) ?? { refunds: [], disputes: [] });
  }

  cancel(): Promise<CancelOutcome> {
    return Promise.resolve('canceled');
  }

  readEvent(): PaymentEvent {
    throw new Error('not used');
  }
}
