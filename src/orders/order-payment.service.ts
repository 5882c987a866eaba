import { Injectable } from '@nestjs/common';
import {
  type CancelOutcome,
  type FoundPayment,
  PaymentGateway,
  type StartOutcome,
} from '../payments/payment-gateway.js';
import { PaymentWatch } from '../payments/payment-watch.service.js';
import { inTime, PAGE_MS, withStripeDeadline } from '../payments/stripe-deadline.js';
import { ShopProblem } from '../problem/problem.js';
import { describe, idempotencyKey, isAtHome, mayBeConfirmed, type Order } from './domain/order.js';
import { OrderRepository } from './order.repository.js';

type OrderWithPayment = Order & { paymentIntentId: string };

const NOT_UNDER_WAY = Promise.resolve(null);

/** Whoever joined a start that began earlier has more time than it had, and may begin another. */
function nullWhenUnavailable(error: unknown): null {
  if (error instanceof ShopProblem && error.code === 'payment-unavailable') return null;
  throw error;
}

/** The order's side of its one PaymentIntent. Every call's key was saved with the order before. */
@Injectable()
export class OrderPaymentService {
  readonly #starting = new Map<string, Promise<OrderWithPayment>>();

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
    const underWay = this.#starting.get(order.id)?.catch(nullWhenUnavailable);
    return (await inTime(underWay ?? NOT_UNDER_WAY)) ?? this.#startShared(order);
  }

  /** What the payment page needs. Null when this Stripe does not know the order's payment. */
  open(order: OrderWithPayment): Promise<FoundPayment | null> {
    return truthfully(order, async () => {
      if (!isAtHome(order, await this.gateway.home())) return null;
      return this.watch.open(order.paymentIntentId);
    });
  }

  async setEmail(order: Order, email: string, revision: number): Promise<void> {
    if (!order.paymentIntentId) throw new ShopProblem('payment-unavailable');
    const key = idempotencyKey(order.id, 'contact', revision);
    await this.gateway.setEmail(order.paymentIntentId, email, key);
  }

  cancel(order: OrderWithPayment): Promise<CancelOutcome> {
    // Stripe repeats a refusal under the same key: what happened to the order since makes a new one.
    const key = idempotencyKey(order.id, 'cancel', order.timeline.length);
    return truthfully(order, () => this.gateway.cancel(order.paymentIntentId, key));
  }

  #startShared(order: Order): Promise<OrderWithPayment> {
    return inTime(this.#starting.get(order.id) ?? this.#startOnItsOwnTime(order));
  }

  /** Shared by all who want this order's payment, so it does not end with the first one's page. */
  #startOnItsOwnTime(order: Order): Promise<OrderWithPayment> {
    const starting = withStripeDeadline(PAGE_MS, () => this.#start(order)).finally(() =>
      this.#starting.delete(order.id),
    );
    this.#starting.set(order.id, starting);
    return starting;
  }

  async #start(order: Order): Promise<OrderWithPayment> {
    const made = await this.#ask(order, order.createAttempt);
    const payment = made === 'key-spent' ? await this.#startAnew(order) : made;
    // fail-point: payment-started
    const paymentIntentId = await this.orders.attachPayment(order.id, payment.paymentIntentId);
    return { ...order, paymentIntentId };
  }

  /** Once: what the spent key may have made is nobody's to pay, see decision 6. */
  async #startAnew(order: Order) {
    const attempt = await this.orders.createAttemptAfter(order.id, order.createAttempt);
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
