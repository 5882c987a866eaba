import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.module.js';
import { InvalidPaymentRequestError } from '../../payments/payment-errors.js';
import { StripeClockService } from '../../payments/stripe-clock.service.js';
import type { Order } from '../domain/order.js';
import { OrderRepository } from '../order.repository.js';
import { PaymentIntentService } from '../payment/payment-intent.service.js';
import { PaymentSyncService } from '../payment/payment-sync.service.js';
import { isOverdue } from './expiry-policy.js';

/** Stripe tells whole seconds: its payments may be younger than they say. */
const STRIPE_CLOCK_RESOLUTION_MS = 1_000;
const EXPIRED = { event: 'order_expired', reason: null, received: null } as const;

/** What is done for an order that nobody is looking at. */
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
   * The order as Stripe knows it now. One that nobody paid in time is given up, in this order: Stripe
   * is asked, the PaymentIntent is canceled, and only then are the copies put back on the shelf.
   * Where Stripe does not answer, this throws, and the order keeps them. How long it has waited is told
   * by Stripe's clock alone: this machine's may have been wrong when the order was placed, or be so now.
   * Of this shop's Stripe account only.
   */
  async syncAndExpire(order: Order): Promise<Order> {
    const paymentIntentId = await this.#paymentOf(order);
    if (!paymentIntentId) return this.#expire(order);
    const asked = await this.paymentSync.sync({ ...order, paymentIntentId }, 'reconciliation');
    const current = { ...asked.order, paymentIntentId };
    if (!asked.payment) return current;
    const waitedMs =
      this.clock.now().getTime() - asked.payment.createdAt.getTime() - STRIPE_CLOCK_RESOLUTION_MS;
    if (!isOverdue(current, asked.syncStatus, waitedMs, this.#expiresAfterMs)) return current;
    const outcome = await this.payments.cancel(current, 'expire');
    if (outcome === 'not_cancelable')
      return (await this.paymentSync.sync(current, 'reconciliation')).order;
    // fail-point: expired-at-stripe
    return this.#expire(current);
  }

  /** An order without a PaymentIntent may have one whose answer was lost. Null: it is overdue, and never gets one. */
  async #paymentOf(order: Order): Promise<string | null> {
    try {
      return (await this.payments.ensure(order)).paymentIntentId;
    } catch (error) {
      // Silence says nothing. A refusal says that there is nothing which anybody could pay.
      if (!(error instanceof InvalidPaymentRequestError)) throw error;
      // Placed in a time to come: the clock was wrong, and that is no reason to wait for it.
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
