import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CallsUnderWay } from '../payments/calls-under-way.js';
import {
  type CancelOutcome,
  type CancelReason,
  type EmailOutcome,
  type FoundPayment,
  PaymentGateway,
  type StartOutcome,
} from '../payments/payment-gateway.js';
import { PaymentWatch } from '../payments/payment-watch.service.js';
import { ShopProblem } from '../problem/problem.js';
import { describe, idempotencyKey, isAtHome, mayBeConfirmed, type Order } from './domain/order.js';
import { OrderRepository } from './order.repository.js';

export type OrderWithPayment = Order & { paymentIntentId: string };

const CANCEL_REASONS = {
  supersede: 'requested_by_customer',
  expire: 'abandoned',
} as const satisfies Record<string, CancelReason>;

/** The order's side of its one PaymentIntent. Every call's key was saved with the order before. */
@Injectable()
export class OrderPaymentService {
  readonly #starting = new CallsUnderWay<OrderWithPayment>();

  constructor(
    private readonly orders: OrderRepository,
    private readonly gateway: PaymentGateway,
    private readonly watch: PaymentWatch,
  ) {}

  /**
   * The order with its PaymentIntent, made now if it has none. A call whose answer was lost, or that
   * was never saved, is made again with the same key and finds the same PaymentIntent.
   */
  async ensure(order: Order): Promise<OrderWithPayment> {
    if (order.paymentIntentId) return { ...order, paymentIntentId: order.paymentIntentId };
    return this.#starting.joinOrBegin(order.id, () => this.#start(order));
  }

  /** What the payment page needs. Null when this Stripe does not know the order's payment. */
  open(order: OrderWithPayment): Promise<FoundPayment | null> {
    return truthfully(order, async () => {
      if (!isAtHome(order, await this.gateway.home())) return null;
      return this.watch.open(order.paymentIntentId);
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
    return truthfully(order, () => this.gateway.cancel(order.paymentIntentId, reason, key));
  }

  async #start(order: Order): Promise<OrderWithPayment> {
    const made = await this.#ask(order, order.createAttempt);
    const payment = made === 'key-spent' ? await this.#startAnew(order) : made;
    // fail-point: payment-started
    const paymentIntentId = await this.orders.attachPayment(order.id, payment.paymentIntentId);
    // fail-point: payment-saved
    return { ...order, paymentIntentId };
  }

  /** Once: what the spent key may have made is nobody's to pay, see decision 6. */
  async #startAnew(order: Order) {
    const attempt = await this.orders.createAttemptAfter(order.id, order.createAttempt);
    // fail-point: attempt-counted
    const made = await this.#ask(order, attempt);
    if (made === 'key-spent') throw new ShopProblem('payment-unavailable');
    return made;
  }

  #ask(order: Order, attempt: number): Promise<StartOutcome> {
    return this.gateway.start({
      orderId: order.id,
      amount: order.total,
      description: describe(order),
      idempotencyKey: idempotencyKey(order.id, 'create', attempt),
    });
  }
}

/** Where a payment may have been confirmed and Stripe is silent, nobody says that nothing was charged. */
async function truthfully<T>(order: Order, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const isSilent = cause instanceof ShopProblem && cause.code === 'payment-unavailable';
    if (!isSilent || !mayBeConfirmed(order)) throw cause;
    const next = { label: 'To your order', href: `/orders/${order.token}` };
    throw new ShopProblem('payment-unknown', { cause, next });
  }
}
