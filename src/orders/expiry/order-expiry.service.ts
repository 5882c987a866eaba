import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.module.js';
import { InvalidPaymentRequestError } from '../../payments/payment-errors.js';
import type { Payment } from '../../payments/payment.js';
import { StripeClockService } from '../../payments/stripe-clock.service.js';
import type { Order } from '../domain/order.js';
import { OrderRepository } from '../order.repository.js';
import { PaymentIntentService } from '../payment/payment-intent.service.js';
import { PaymentSyncService } from '../payment/payment-sync.service.js';
import { isOverdue, reservedUntil } from './expiry-policy.js';

/** Stripe rounds timestamps down to seconds: a payment may be younger than its timestamp. */
const STRIPE_CLOCK_RESOLUTION_MS = 1_000;
const EXPIRED = { event: 'order_expired', reason: null, received: null } as const;

/** Syncs open orders and expires overdue ones. */
@Injectable()
export class OrderExpiryService {
  readonly #expiresAfterMs: number;

  constructor(
    config: Config,
    private readonly orders: OrderRepository,
    private readonly payments: PaymentIntentService,
    private readonly paymentSync: PaymentSyncService,
    private readonly clock: StripeClockService,
  ) {
    this.#expiresAfterMs = config.get('orderExpiresMs', { infer: true });
  }

  /**
   * Syncs the order with its payment and, if it is overdue, cancels the PaymentIntent, then expires the
   * order and releases its copies. Throws if Stripe does not answer; the order then keeps its copies.
   * The age is measured with Stripe's clock, because this machine's may be wrong. The order has to
   * belong to the current Stripe account.
   */
  async syncAndExpire(order: Order): Promise<Order> {
    const paymentIntentId = await this.#paymentOf(order);
    if (!paymentIntentId) return this.#expire(order);
    const result = await this.paymentSync.sync({ ...order, paymentIntentId }, 'reconciliation');
    const current = { ...result.order, paymentIntentId };
    if (!result.payment) return current;
    const waitedMs =
      this.clock.now().getTime() - result.payment.createdAt.getTime() - STRIPE_CLOCK_RESOLUTION_MS;
    if (!isOverdue(current, result.syncStatus, waitedMs, this.#expiresAfterMs)) return current;
    const outcome = await this.payments.cancel(current, 'expire');
    if (outcome === 'not_cancelable')
      return (await this.paymentSync.sync(current, 'reconciliation')).order;
    // fail-point: expired-at-stripe
    return this.#expire(current);
  }

  /** See `reservedUntil` of the policy. */
  reservedUntil(order: Order, payment: Payment): Date | null {
    return reservedUntil(order, payment, this.#expiresAfterMs);
  }

  /** Creates a missing PaymentIntent, as its response may have been lost. Null if Stripe refuses it and the order is overdue. */
  async #paymentOf(order: Order): Promise<string | null> {
    try {
      return (await this.payments.ensure(order)).paymentIntentId;
    } catch (error) {
      // Only a refusal proves that there is no PaymentIntent that could be paid.
      if (!(error instanceof InvalidPaymentRequestError)) throw error;
      // `placedAt` is in the future if the clock was wrong.
      const waitedMs = Math.abs(Date.now() - order.placedAt.getTime());
      if (!isOverdue(order, 'synced', waitedMs, this.#expiresAfterMs)) throw error;
      return null;
    }
  }

  async #expire(order: Order): Promise<Order> {
    await this.orders.applyTransition(order.id, EXPIRED, 'reconciliation');
    return (await this.orders.find({ id: order.id })) ?? order;
  }
}
