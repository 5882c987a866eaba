import type { ListedPayment, StripeAccountRef } from '../../src/payments/payment.js';
import {
  type CancelOutcome,
  type CancelReason,
  type CreateOutcome,
  type EmailOutcome,
  type FoundPayment,
  PaymentGateway,
  type PaymentEvent,
  type PaymentRequest,
  type RefundOutcome,
  type RefundRequest,
} from '../../src/payments/payment-gateway.js';
import { ShopProblem } from '../../src/common/problem.js';
import type { StripeAccount } from '../model/stripe-account.js';

/** The port to a Stripe in this process, with as many questions for each call as StripeGateway asks. */
export abstract class AccountGateway extends PaymentGateway {
  protected abstract readonly account: StripeAccount;

  /** `about`: the payment, or the order that one is made for; null for a list. */
  protected abstract ask<T>(
    call: string,
    about: string | null,
    answer: (stripe: StripeAccount) => T,
  ): Promise<T>;

  currentAccount(): Promise<StripeAccountRef> {
    return Promise.resolve({ mode: 'sandbox', account: this.account.id });
  }

  sampleClock() {
    return Promise.resolve();
  }

  create(request: PaymentRequest): Promise<CreateOutcome> {
    return this.ask('create', request.orderId, (stripe) => stripe.create(request));
  }

  find(id: string): Promise<FoundPayment | null> {
    return this.ask('retrieve', id, (stripe) =>
      stripe.has(id)
        ? { payment: stripe.payment(stripe.intent(id)), clientSecret: `${id}_secret_1` }
        : null,
    );
  }

  setEmail(id: string): Promise<EmailOutcome> {
    return this.ask('update', id, () => 'saved');
  }

  async cancel(id: string, reason: CancelReason, idempotencyKey: string): Promise<CancelOutcome> {
    const isCanceled = await this.ask(
      'cancel',
      id,
      (stripe) => !stripe.has(id) || stripe.cancel(id, reason, idempotencyKey),
    );
    if (isCanceled) return 'canceled';
    const status = (await this.find(id))?.payment.status;
    if (status === 'incomplete') throw new ShopProblem('payment-unavailable');
    return status === 'canceled' ? 'canceled' : 'not_cancelable';
  }

  refundsAndDisputes(id: string) {
    return this.ask('list refunds', id, (stripe) =>
      stripe.has(id) ? stripe.afterSale(stripe.intent(id)) : { refunds: [], disputes: [] },
    );
  }

  async refund(request: RefundRequest): Promise<RefundOutcome> {
    const { requestId, paymentIntentId: id } = request;
    const made = await this.ask('list refunds', id, (stripe) => stripe.refundFor(requestId));
    if (!made && !request.allowCreate) return 'not_created';
    return made ?? this.ask('refund', id, (stripe) => stripe.refund(request));
  }

  async *paymentsSince(since: Date): AsyncGenerator<ListedPayment> {
    yield* await this.ask('list payments', null, (stripe) =>
      stripe.payments().filter(({ createdAt }) => createdAt >= since),
    );
  }

  async *refundedOrDisputedSince(): AsyncGenerator<string> {
    yield* await this.ask('list all refunds', null, (stripe) =>
      stripe.intents
        .filter((each) => stripe.afterSale(each).refunds.length > 0)
        .map(({ id }) => id),
    );
  }

  async *eventsSince(): AsyncGenerator<PaymentEvent> {
    yield* await this.ask('list events', null, (stripe) => stripe.events.toReversed());
  }

  /** The body is the event's id: signatures are other tests' business. */
  readEvent(body: Buffer): PaymentEvent {
    const event = this.account.events.find(({ eventId }) => eventId === body.toString());
    if (!event) throw new ShopProblem('invalid-event');
    return event;
  }
}
