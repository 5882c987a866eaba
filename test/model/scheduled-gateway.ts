import type { ListedPayment, StripeAccountRef } from '../../src/payments/payment.js';
import {
  type CancelOutcome,
  type CancelReason,
  type EmailOutcome,
  PaymentGateway,
  type PaymentEvent,
  type PaymentRequest,
  type RefundOutcome,
  type RefundRequest,
} from '../../src/payments/payment-gateway.js';
import { ShopProblem } from '../../src/common/problem.js';
import { presentScene } from './scene.js';

/** The port to the scene's Stripe, with as many questions for each call as StripeGateway asks. */
export class ScheduledGateway extends PaymentGateway {
  currentAccount(): Promise<StripeAccountRef> {
    return Promise.resolve({ mode: 'sandbox', account: presentScene().stripe.id });
  }

  sampleClock() {
    return Promise.resolve();
  }

  create(request: PaymentRequest) {
    return presentScene().ask('create', (stripe) => stripe.create(request));
  }

  find(id: string) {
    return presentScene().ask('retrieve', (stripe) => ({
      payment: stripe.payment(stripe.intent(id)),
      clientSecret: `${id}_secret_1`,
    }));
  }

  setEmail(): Promise<EmailOutcome> {
    return presentScene().ask('update', () => 'saved');
  }

  async cancel(id: string, reason: CancelReason, idempotencyKey: string): Promise<CancelOutcome> {
    const isCanceled = await presentScene().ask('cancel', (stripe) =>
      stripe.cancel(id, reason, idempotencyKey),
    );
    if (isCanceled) return 'canceled';
    const { payment } = await this.find(id);
    if (payment.status === 'incomplete') throw new ShopProblem('payment-unavailable');
    return payment.status === 'canceled' ? 'canceled' : 'not_cancelable';
  }

  refundsAndDisputes(id: string) {
    return presentScene().ask('list refunds', (stripe) => stripe.afterSale(stripe.intent(id)));
  }

  async refund(request: RefundRequest): Promise<RefundOutcome> {
    const { requestId } = request;
    const scene = presentScene();
    const made = await scene.ask('list refunds', (stripe) => stripe.refundFor(requestId));
    if (!made && !request.allowCreate) return 'not_created';
    return made ?? scene.ask('refund', (stripe) => stripe.refund(request));
  }

  async *paymentsSince(): AsyncGenerator<ListedPayment> {
    yield* await presentScene().ask('list payments', (stripe) => stripe.payments());
  }

  async *refundedOrDisputedSince(): AsyncGenerator<string> {
    yield* await presentScene().ask('list all refunds', (stripe) =>
      stripe.intents
        .filter((each) => stripe.afterSale(each).refunds.length > 0)
        .map(({ id }) => id),
    );
  }

  async *eventsSince(): AsyncGenerator<PaymentEvent> {
    yield* await presentScene().ask('list events', (stripe) => stripe.events.toReversed());
  }

  /** The body is the event's id: signatures are other tests' business. */
  readEvent(body: Buffer): PaymentEvent {
    const event = presentScene().stripe.events.find(({ eventId }) => eventId === body.toString());
    if (!event) throw new ShopProblem('invalid-event');
    return event;
  }
}
