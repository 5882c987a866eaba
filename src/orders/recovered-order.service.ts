import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../payments/payment-gateway.js';
import type { LostOrder } from './domain/lost-order.js';
import { isOpen } from './domain/order-state.js';
import { isAtHome, type Order } from './domain/order.js';
import { OrderPlacingRepository } from './order-placing.repository.js';
import { OrderRepository } from './order.repository.js';

/** What a recovery writes about orders. */
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
    if (!order || order.paymentIntentId || !isOpen(order.state)) return null;
    if (!isAtHome(order, await this.gateway.home())) return null;
    await this.orders.attachPayment(order.id, paymentIntentId);
    return this.orders.find({ paymentIntentId });
  }

  /** Null where the order is here and was paid otherwise. */
  async bringBack(lost: LostOrder): Promise<Order | null> {
    return this.placing.bringBack(lost, await this.gateway.home());
  }
}
