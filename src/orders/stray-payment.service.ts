import { Injectable, Logger } from '@nestjs/common';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { idempotencyKey, isAtHome } from './domain/order.js';
import { OrderRepository } from './order.repository.js';

/**
 * A PaymentIntent that was made for an order and is not the order's: its answer was lost for good,
 * and another was made in its place. Nobody was ever given its secret; it is canceled all the same.
 */
@Injectable()
export class StrayPaymentService {
  readonly #logger = new Logger(StrayPaymentService.name);

  constructor(
    private readonly orders: OrderRepository,
    private readonly gateway: PaymentGateway,
  ) {}

  /** True when this was one, and can no longer be paid. */
  async cancel(paymentIntentId: string, claimedOrderId: string | null): Promise<boolean> {
    const order = claimedOrderId ? await this.orders.find({ id: claimedOrderId }) : null;
    if (!order?.paymentIntentId || order.paymentIntentId === paymentIntentId) return false;
    if (!isAtHome(order, await this.gateway.home())) return false;
    const found = await this.gateway.find(paymentIntentId);
    if (found?.payment.claimedOrderId !== order.id) return false;
    if (found.payment.status === 'canceled') return true;
    const key = idempotencyKey(order.id, `duplicate:${paymentIntentId}`, 1);
    const outcome = await this.gateway.cancel(paymentIntentId, 'duplicate', key);
    const what = `${paymentIntentId}, a second PaymentIntent for order ${order.number},`;
    if (outcome === 'canceled') this.#logger.warn(`${what} is canceled`);
    else this.#logger.error(`${what} was paid: look at it in Stripe’s Dashboard, refund it there`);
    return outcome === 'canceled';
  }
}
