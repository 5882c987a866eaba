import { Injectable } from '@nestjs/common';
import type { PaymentOnRecord } from '../payments/domain/payment.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { type LostOrder, readLostOrder } from './domain/lost-order.js';
import { isOpen } from './domain/order-state.js';
import { idempotencyKey, isAtHome, type Order } from './domain/order.js';
import { OrderRepository } from './order.repository.js';
import { RecoveryRepository } from './recovery.repository.js';
import { StrayPaymentService } from './stray-payment.service.js';

/** `undecided`: a person looks at it in Stripe's Dashboard. `not-ours`: another program's. */
export type Placed = Order | 'canceled' | 'undecided' | 'not-ours';

/** A payment that no order here has. */
@Injectable()
export class LostPaymentService {
  constructor(
    private readonly orders: OrderRepository,
    private readonly recovery: RecoveryRepository,
    private readonly strays: StrayPaymentService,
    private readonly gateway: PaymentGateway,
  ) {}

  /**
   * The order here that it was made for, and that had lost it: now it has it again. Nothing is made at
   * Stripe, whose idempotency keys may be forgotten by now, and the payment paid.
   */
  async giveBack(payment: PaymentOnRecord): Promise<Order | null> {
    const lost = payment.status === 'canceled' ? null : readLostOrder(payment);
    const order = lost && (await this.orders.find({ id: lost.id }));
    if (!order || order.paymentIntentId || !isOpen(order.state)) return null;
    if (!isAtHome(order, await this.gateway.home())) return null;
    await this.orders.attachPayment(order.id, payment.paymentIntentId);
    return this.orders.find({ paymentIntentId: payment.paymentIntentId });
  }

  async place(payment: PaymentOnRecord): Promise<Placed> {
    const lost = readLostOrder(payment);
    if (!lost) return 'not-ours';
    if (payment.status === 'canceled') return 'canceled';
    if (await this.strays.cancel(payment.paymentIntentId, lost.id)) return 'canceled';
    if (payment.status === 'processing') return 'undecided';
    if (payment.status === 'awaiting') return this.#close(lost);
    return (await this.recovery.bringBack(lost, await this.gateway.home())) ?? 'undecided';
  }

  /** Its page may still be open somewhere: what nobody has an order for, nobody should pay. */
  async #close({ id, payment: { paymentIntentId } }: LostOrder): Promise<Placed> {
    const key = idempotencyKey(id, `close-lost:${paymentIntentId}`, 1);
    const outcome = await this.gateway.cancel(paymentIntentId, 'abandoned', key);
    return outcome === 'canceled' ? 'canceled' : 'undecided';
  }
}
