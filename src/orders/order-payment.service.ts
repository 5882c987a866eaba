import { Injectable } from '@nestjs/common';
import {
  type CancelOutcome,
  type OpenPayment,
  PaymentGateway,
} from '../payments/payment-gateway.js';
import { ShopProblem } from '../problem/problem.js';
import { describe, idempotencyKey, isAtHome, type Order } from './domain/order.js';
import { OrderRepository } from './order.repository.js';

type OrderWithPayment = Order & { paymentIntentId: string };

/** The order's side of its one PaymentIntent. Every call's key was saved with the order before. */
@Injectable()
export class OrderPaymentService {
  readonly #starting = new Map<string, Promise<OrderWithPayment>>();

  constructor(
    private readonly orders: OrderRepository,
    private readonly gateway: PaymentGateway,
  ) {}

  /**
   * The order with its PaymentIntent, made now if it has none. A call whose answer was lost, or that
   * was never saved, is made again with the same key and finds the same PaymentIntent.
   */
  async ensure(order: Order): Promise<OrderWithPayment> {
    if (order.paymentIntentId) return { ...order, paymentIntentId: order.paymentIntentId };
    const starting = this.#starting.get(order.id) ?? this.#start(order);
    this.#starting.set(order.id, starting);
    return starting.finally(() => this.#starting.delete(order.id));
  }

  /** What the payment page needs. Null when this Stripe does not know the order's payment. */
  async open(order: OrderWithPayment): Promise<OpenPayment | null> {
    if (!isAtHome(order, await this.gateway.home())) return null;
    return this.gateway.open(order.paymentIntentId);
  }

  async setEmail(order: Order, email: string, revision: number): Promise<void> {
    if (!order.paymentIntentId) throw new ShopProblem('payment-unavailable');
    const key = idempotencyKey(order.id, 'contact', revision);
    await this.gateway.setEmail(order.paymentIntentId, email, key);
  }

  cancel(order: OrderWithPayment): Promise<CancelOutcome> {
    return this.gateway.cancel(order.paymentIntentId, idempotencyKey(order.id, 'cancel', 1));
  }

  async #start(order: Order): Promise<OrderWithPayment> {
    const { paymentIntentId } = await this.gateway.start({
      orderId: order.id,
      amount: order.total,
      description: describe(order),
      idempotencyKey: idempotencyKey(order.id, 'create', order.createAttempt),
    });
    // fail-point: payment-started
    await this.orders.attachPayment(order.id, paymentIntentId);
    return { ...order, paymentIntentId };
  }
}
