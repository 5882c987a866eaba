import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ShopProblem } from '../../common/problem.js';
import { Texts } from '../../texts/texts.js';
import {
  type CancelOutcome,
  type CancelReason,
  type CreateOutcome,
  type EmailOutcome,
  type FoundPayment,
  PaymentGateway,
} from '../../payments/payment-gateway.js';
import { PaymentReaderService } from '../../payments/payment-reader.service.js';
import { SingleFlight } from '../../payments/resilience/single-flight.js';
import {
  belongsToAccount,
  idempotencyKey,
  mayAlreadyBePaid,
  type Order,
  paymentDescription,
  shippingOf,
} from '../domain/order.js';
import { OrderRepository } from '../order.repository.js';

export type OrderWithPayment = Order & { paymentIntentId: string };

const CANCEL_REASONS = {
  supersede: 'requested_by_customer',
  expire: 'abandoned',
} as const satisfies Record<string, CancelReason>;

/** Creates, loads, updates and cancels the one PaymentIntent of an order. */
@Injectable()
export class PaymentIntentService {
  readonly #creations = new SingleFlight<OrderWithPayment>();

  constructor(
    private readonly orders: OrderRepository,
    private readonly gateway: PaymentGateway,
    private readonly paymentReader: PaymentReaderService,
  ) {}

  /**
   * Creates the PaymentIntent if the order has none. After a lost response or a crash, the same
   * idempotency key returns the same PaymentIntent.
   */
  async ensure(order: Order): Promise<OrderWithPayment> {
    if (order.paymentIntentId) return { ...order, paymentIntentId: order.paymentIntentId };
    return this.#creations.run(order.id, () => this.#create(order));
  }

  /** For the payment page. Null if the current Stripe account does not have the payment. */
  loadForPayment(order: OrderWithPayment): Promise<FoundPayment | null> {
    return unknownOutcomeIfConfirmed(order, async () => {
      if (!belongsToAccount(order, await this.gateway.currentAccount())) return null;
      return this.paymentReader.getCachedOrFresh(order.paymentIntentId);
    });
  }

  async setEmail(order: Order, email: string, revision: number): Promise<EmailOutcome> {
    if (!order.paymentIntentId) throw new ShopProblem('payment-unavailable');
    // A restored database repeats revisions: the digest keeps the key unique per address.
    const digest = createHash('sha256').update(email).digest('base64url').slice(0, 16);
    const key = idempotencyKey(order.id, `contact:${digest}`, revision);
    return this.gateway.setEmail(order.paymentIntentId, email, key);
  }

  /** `why` is part of the idempotency key, because each key has one reason. */
  cancel(order: OrderWithPayment, why: keyof typeof CANCEL_REASONS): Promise<CancelOutcome> {
    // Stripe repeats a stored refusal: the timeline's length makes a new key once the order has changed.
    const key = idempotencyKey(order.id, why, order.timeline.length);
    const reason = CANCEL_REASONS[why];
    return unknownOutcomeIfConfirmed(order, () =>
      this.gateway.cancel(order.paymentIntentId, reason, key),
    );
  }

  async #create(order: Order): Promise<OrderWithPayment> {
    const outcome = await this.#request(order, order.createAttempt);
    const payment =
      outcome === 'idempotency_key_exhausted' ? await this.#retryWithNewKey(order) : outcome;
    // fail-point: payment-created
    const paymentIntentId = await this.orders.attachPayment(order.id, payment.paymentIntentId);
    // fail-point: payment-saved
    return { ...order, paymentIntentId };
  }

  /** Retries once. A PaymentIntent of the exhausted key cannot be paid: see decision 6. */
  async #retryWithNewKey(order: Order) {
    const attempt = await this.orders.nextCreateAttempt(order.id, order.createAttempt);
    // fail-point: attempt-counted
    const outcome = await this.#request(order, attempt);
    if (outcome === 'idempotency_key_exhausted') throw new ShopProblem('payment-unavailable');
    return outcome;
  }

  #request(order: Order, attempt: number): Promise<CreateOutcome> {
    return this.gateway.create({
      orderId: order.id,
      orderNumber: order.number,
      amount: order.total,
      description: paymentDescription(order),
      shipping: shippingOf(order),
      idempotencyKey: idempotencyKey(order.id, 'create', attempt),
    });
  }
}

/** Turns `payment-unavailable` into `payment-unknown` if the payment may have been confirmed. */
async function unknownOutcomeIfConfirmed<T>(order: Order, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const isUnavailable = cause instanceof ShopProblem && cause.code === 'payment-unavailable';
    if (!isUnavailable || !mayAlreadyBePaid(order)) throw cause;
    const next = { label: Texts.t('problem.next.order'), href: `/orders/${order.token}` };
    throw new ShopProblem('payment-unknown', { cause, next });
  }
}
