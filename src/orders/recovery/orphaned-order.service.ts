import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { canRelinkPayment, idempotencyKey, type Order } from '../domain/order.js';
import { OrderRepository } from '../order.repository.js';
import { OrderPlacementRepository } from '../placement/order-placement.repository.js';
import type { OrphanedOrder } from './orphaned-order.js';

/** What a recovery does about orders that our records have lost, and their payments. */
@Injectable()
export class OrphanedOrderService {
  constructor(
    private readonly orders: OrderRepository,
    private readonly placement: OrderPlacementRepository,
    private readonly gateway: PaymentGateway,
  ) {}

  /**
   * Ties the payment to the open order here that it was made for, and that had lost it. Nothing is made
   * at Stripe, whose idempotency keys may be forgotten by now, and the payment paid.
   */
  async relinkPayment({ id, payment: { paymentIntentId } }: OrphanedOrder): Promise<Order | null> {
    const order = await this.orders.find({ id });
    if (!order || !canRelinkPayment(order, await this.gateway.currentAccount())) return null;
    await this.orders.attachPayment(order.id, paymentIntentId);
    return this.orders.find({ paymentIntentId });
  }

  /**
   * Its page may still be open somewhere: what nobody has an order for, nobody should pay. False when it
   * was paid in this very moment.
   */
  async cancelPayment({ id, payment: { paymentIntentId } }: OrphanedOrder): Promise<boolean> {
    const key = idempotencyKey(id, `close-lost:${paymentIntentId}`, 1);
    return (await this.gateway.cancel(paymentIntentId, 'abandoned', key)) === 'canceled';
  }

  /** Null where the order is here and was paid otherwise. */
  async recreate(orphan: OrphanedOrder): Promise<Order | null> {
    return this.placement.recreate(orphan, await this.gateway.currentAccount());
  }
}
