import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { canRelinkPayment, idempotencyKey, type Order } from '../domain/order.js';
import { OrderRepository } from '../order.repository.js';
import { OrderPlacementRepository } from '../placement/order-placement.repository.js';
import type { OrphanedOrder } from './orphaned-order.js';

/** Recovers orders that the database has lost, and their payments. */
@Injectable()
export class OrphanedOrderService {
  constructor(
    private readonly orders: OrderRepository,
    private readonly placement: OrderPlacementRepository,
    private readonly gateway: PaymentGateway,
  ) {}

  /**
   * Attaches the payment to its open order. Unlike `PaymentOwnerService.adopt`, sends no create request:
   * the idempotency key may have expired at Stripe.
   */
  async relinkPayment({ id, payment: { paymentIntentId } }: OrphanedOrder): Promise<Order | null> {
    const order = await this.orders.find({ id });
    if (!order || !canRelinkPayment(order, await this.gateway.currentAccount())) return null;
    await this.orders.attachPayment(order.id, paymentIntentId);
    return this.orders.find({ paymentIntentId });
  }

  /** So that a payment page that is still open cannot pay it. False if it was paid meanwhile. */
  async cancelPayment({ id, payment: { paymentIntentId } }: OrphanedOrder): Promise<boolean> {
    const key = idempotencyKey(id, `close-lost:${paymentIntentId}`, 1);
    return (await this.gateway.cancel(paymentIntentId, 'abandoned', key)) === 'canceled';
  }

  /** Null if the order exists. */
  async recreate(orphan: OrphanedOrder): Promise<Order | null> {
    return this.placement.recreate(orphan, await this.gateway.currentAccount());
  }
}
