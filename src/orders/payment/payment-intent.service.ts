import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ShopProblem } from '../../common/problem.js';
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
} from '../domain/order.js';
import { OrderRepository } from '../order.repository.js';

export type OrderWithPayment = Order & { paymentIntentId: string };

const CANCEL_REASONS = {
  supersede: 'requested_by_customer',
  expire: 'abandoned',
} as const satisfies Record<string, CancelReason>;

/** The order's side of its one PaymentIntent. Every call's key was saved with the order before. */
@Injectable()
export class PaymentIntentService {
  readonly #creations = new SingleFlight<OrderWithPayment>();

  constructor(
    private readonly orders: OrderRepository,
    private readonly gateway: PaymentGateway,
    private readonly paymentReader: PaymentReaderService,
  ) {}

  /**
   * The order with its PaymentIntent, made now if it has none. A call whose answer was lost, or that
   * was never saved, is made again with the same key and finds the same PaymentIntent.
   */
  async ensure(order: Order): Promise<OrderWithPayment> {
    if (order.paymentIntentId) return { ...order, paymentIntentId: order.paymentIntentId };
    return this.#creations.run(order.id, () => this.#create(order));
  }

  /** What the payment page needs. Null when this Stripe does not know the order's payment. */
  loadForPayment(order: OrderWithPayment): Promise<FoundPayment | null> {
    return unknownOutcomeIfConfirmed(order, async () => {
      if (!belongsToAccount(order, await this.gateway.currentAccount())) return null;
      return this.paymentReader.getCachedOrFresh(order.paymentIntentId);
    });
  }

  async setEmail(order: Order, email: string, revision: number): Promise<EmailOutcome> {
    if (!order.paymentIntentId) throw new ShopProblem('payment-unavailable');
    // A restored database counts anew, and Stripe remembers: one key never stands for two addresses.
    const digest = createHash('sha256').update(email).digest('base64url').slice(0, 16);
    const key = idempotencyKey(order.id, `contact:${digest}`, revision);
    return this.gateway.setEmail(order.paymentIntentId, email, key);
  }

  /** `why`: what is to become of the order. Stripe wants another key for each reason. */
  cancel(order: OrderWithPayment, why: keyof typeof CANCEL_REASONS): Promise<CancelOutcome> {
    // Stripe repeats a refusal under the same key: what happened to the order since makes a new one.
    const key = idempotencyKey(order.id, why, order.timeline.length);
    const reason = CANCEL_REASONS[why];
    return unknownOutcomeIfConfirmed(order, () =>
      this.gateway.cancel(order.paymentIntentId, reason, key),
    );
  }

  async #create(order: Order): Promise<OrderWithPayment> {
    const made = await this.#request(order, order.createAttempt);
    const payment =
      made === 'idempotency_key_exhausted' ? await this.#retryWithNewKey(order) : made;
    // fail-point: payment-created
    const paymentIntentId = await this.orders.attachPayment(order.id, payment.paymentIntentId);
    // fail-point: payment-saved
    return { ...order, paymentIntentId };
  }

  /** Once: what the spent key may have made is nobody's to pay, see decision 6. */
  async #retryWithNewKey(order: Order) {
    const attempt = await this.orders.nextCreateAttempt(order.id, order.createAttempt);
    // fail-point: attempt-counted
    const made = await this.#request(order, attempt);
    if (made === 'idempotency_key_exhausted') throw new ShopProblem('payment-unavailable');
    return made;
  }

  #request(order: Order, attempt: number): Promise<CreateOutcome> {
    return this.gateway.create({
      orderId: order.id,
      amount: order.total,
      description: paymentDescription(order),
      idempotencyKey: idempotencyKey(order.id, 'create', attempt),
    });
  }
}

/** Where a payment may have been confirmed and Stripe is silent, nobody says that nothing was charged. */
async function unknownOutcomeIfConfirmed<T>(order: Order, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const isSilent = cause instanceof ShopProblem && cause.code === 'payment-unavailable';
    if (!isSilent || !mayAlreadyBePaid(order)) throw cause;
    const next = { label: 'To your order', href: `/orders/${order.token}` };
    throw new ShopProblem('payment-unknown', { cause, next });
  }
}
