import { Injectable, Logger } from '@nestjs/common';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { belongsToAccount, canRelinkPayment, idempotencyKey, type Order } from '../domain/order.js';
import { OrderRepository } from '../order.repository.js';
import { PaymentIntentService } from './payment-intent.service.js';

/** To which order a PaymentIntent belongs. What its metadata claims proves nothing. */
@Injectable()
export class PaymentOwnerService {
  readonly #logger = new Logger(PaymentOwnerService.name);

  constructor(
    private readonly orders: OrderRepository,
    private readonly gateway: PaymentGateway,
    private readonly payments: PaymentIntentService,
  ) {}

  /** The order of the present Stripe account that this PaymentIntent pays. Changes nothing anywhere. */
  async find(paymentIntentId: string): Promise<Order | null> {
    const order = await this.orders.find({ paymentIntentId });
    return order && belongsToAccount(order, await this.gateway.currentAccount()) ? order : null;
  }

  /**
   * Ties a PaymentIntent that no order has to the order that its metadata claims. That counts only for
   * an open order without a PaymentIntent, and only if our own saved idempotency key made this very
   * one: Stripe is asked for it again with that key, which makes one where none was made.
   */
  async adopt(paymentIntentId: string, claimedOrderId: string | null): Promise<Order | null> {
    const claimed = claimedOrderId && (await this.orders.find({ id: claimedOrderId }));
    if (!claimed || !canRelinkPayment(claimed, await this.gateway.currentAccount())) return null;
    const started = await this.payments.ensure(claimed);
    return started.paymentIntentId === paymentIntentId ? started : null;
  }

  /**
   * Cancels a PaymentIntent that was made for an order and is not the order's: its answer was lost for
   * good, and another was made in its place. Nobody was ever given its secret; it is canceled all the
   * same. True when this was one, and can no longer be paid.
   */
  async cancelDuplicate(paymentIntentId: string, claimedOrderId: string | null): Promise<boolean> {
    const order = claimedOrderId && (await this.orders.find({ id: claimedOrderId }));
    if (!order || !order.paymentIntentId || order.paymentIntentId === paymentIntentId) return false;
    if (!belongsToAccount(order, await this.gateway.currentAccount())) return false;
    const found = await this.gateway.find(paymentIntentId);
    if (found?.payment.claimedOrderId !== order.id) return false;
    if (found.payment.status === 'canceled') return true;
    const key = idempotencyKey(order.id, `duplicate:${paymentIntentId}`, 1);
    const outcome = await this.gateway.cancel(paymentIntentId, 'duplicate', key);
    // fail-point: duplicate-canceled
    const what = `${paymentIntentId}, a second PaymentIntent for order ${order.number},`;
    if (outcome === 'canceled') this.#logger.warn(`${what} is canceled`);
    else this.#logger.error(`${what} was paid: look at it in Stripe’s Dashboard, refund it there`);
    return outcome === 'canceled';
  }
}
