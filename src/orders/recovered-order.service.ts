import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../payments/payment-gateway.js';
import type { LostOrder } from './domain/lost-order.js';
import { idempotencyKey, mayBeGivenBack, type Order } from './domain/order.js';
import { OrderPlacingRepository } from './order-placing.repository.js';
import { OrderRepository } from './order.repository.js';

/** What a recovery does about orders that our records have lost, and their payments. */
@Injectable()
export class RecoveredOrderService {
  constructor(
    private readonly orders: OrderRepository,
    private readonly placing: OrderPlacingRepository,
    private readonly gateway: PaymentGateway,
  ) {}

  /**
   * Ties the payment to the open order here that it was made for, and that had lost it. Nothing is made
   * at Stripe, whose idempotency keys may be forgotten by now, and the payment paid.
   */
  async giveBack({ id, payment: { paymentIntentId } }: LostOrder): Promise<Order | null> {
    const order = await this.orders.find({ id });
    if (!order || !mayBeGivenBack(order, await this.gateway.home())) return null;
    await this.orders.attachPayment(order.id, paymentIntentId);
    return this.orders.find({ paymentIntentId });
  }

  /**
   * Its page may still be open somewhere: what nobody has an order for, nobody should pay. False when it
   * was paid in this very moment.
   */
  async close({ id, payment: { paymentIntentId } }: LostOrder): Promise<boolean> {
    const key = idempotencyKey(id, `close-lost:${paymentIntentId}`, 1);
    return (await this.gateway.cancel(paymentIntentId, 'abandoned', key)) === 'canceled';
  }

  /** Null where the order is here and was paid otherwise. */
  async bringBack(lost: LostOrder): Promise<Order | null> {
    return this.placing.bringBack(lost, await this.gateway.home());
  }
}
