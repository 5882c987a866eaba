import { Injectable, Logger } from '@nestjs/common';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { belongsToAccount, canRelinkPayment, idempotencyKey, type Order } from '../domain/order.js';
import type { OrderState } from '../domain/order-state.js';
import { OrderRepository } from '../order.repository.js';
import { PaymentIntentService } from './payment-intent.service.js';

/** Finds the order that a PaymentIntent belongs to. Its metadata alone proves nothing. */
@Injectable()
export class PaymentOwnerService {
  readonly #logger = new Logger(PaymentOwnerService.name);

  constructor(
    private readonly orders: OrderRepository,
    private readonly gateway: PaymentGateway,
    private readonly payments: PaymentIntentService,
  ) {}

  /** Null if the order belongs to another Stripe account. Changes nothing. */
  async find(paymentIntentId: string): Promise<Order | null> {
    const order = await this.orders.find({ paymentIntentId });
    return order && belongsToAccount(order, await this.gateway.currentAccount()) ? order : null;
  }

  /** The state of the order with this payment. Asks nobody but the database. */
  stateOf(paymentIntentId: string): Promise<OrderState | null> {
    return this.orders.stateOf(paymentIntentId);
  }

  /**
   * Attaches a PaymentIntent without an order to the order in its metadata, if that order is open, has
   * no PaymentIntent, and its saved idempotency key returns this PaymentIntent. Sends the create request
   * again with that key, which may create a PaymentIntent.
   */
  async adopt(paymentIntentId: string, claimedOrderId: string | null): Promise<Order | null> {
    const claimed = claimedOrderId && (await this.orders.find({ id: claimedOrderId }));
    if (!claimed || !canRelinkPayment(claimed, await this.gateway.currentAccount())) return null;
    const withPayment = await this.payments.ensure(claimed);
    return withPayment.paymentIntentId === paymentIntentId ? withPayment : null;
  }

  /**
   * Cancels a second PaymentIntent of an order, created when a response was lost. No shopper ever had
   * its client secret. True if it was a duplicate and is canceled.
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
    const duplicate = `${paymentIntentId}, a duplicate payment of order ${order.number},`;
    if (outcome === 'canceled') this.#logger.warn(`${duplicate} is canceled`);
    else this.#logger.error(`${duplicate} was paid: refund it in Stripe’s Dashboard`);
    return outcome === 'canceled';
  }
}
