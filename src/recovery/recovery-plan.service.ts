import { Injectable } from '@nestjs/common';
import { hasBeenPaid } from '../orders/domain/order-state.js';
import { belongsToAccount, canRelinkPayment, type Order } from '../orders/domain/order.js';
import { OrderQueries } from '../orders/order.queries.js';
import { PaymentOwnerService } from '../orders/payment/payment-owner.service.js';
import { type OrphanedOrder, parseOrphanedOrder } from '../orders/recovery/orphaned-order.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import type { ListedPayment } from '../payments/payment.js';

/**
 * - `sync`: sync an order with its payment.
 *
 * The other actions are about payments that no order has:
 *
 * - `relink`: attach the payment to its order, which has lost it.
 * - `cancel`: cancel the payment, which is not paid.
 * - `recreate`: recreate the order, which is paid.
 * - `leave`: leave the payment to a person.
 */
export type Planned =
  | { action: 'sync'; order: Order }
  | { action: 'relink' | 'cancel' | 'recreate' | 'leave'; orphan: OrphanedOrder };

/** Plans the actions of a recovery. Changes nothing, in the shop or at Stripe. */
@Injectable()
export class RecoveryPlanService {
  constructor(
    private readonly orders: OrderQueries,
    private readonly owners: PaymentOwnerService,
    private readonly gateway: PaymentGateway,
  ) {}

  /** All actions. Each is planned after the previous one was applied. */
  async *everything(since: Date): AsyncGenerator<Planned> {
    yield* this.#openOrders();
    yield* this.payments(since);
    yield* this.#refundedOrDisputed(since);
  }

  async *payments(since: Date): AsyncGenerator<Planned> {
    for await (const payment of this.gateway.paymentsSince(since)) {
      const planned = await this.#plan(payment);
      if (planned) yield planned;
    }
  }

  async *#openOrders(): AsyncGenerator<Planned> {
    const account = await this.gateway.currentAccount();
    for (const order of await this.orders.openWithPayment()) {
      if (belongsToAccount(order, account)) yield { action: 'sync', order };
    }
  }

  async *#refundedOrDisputed(since: Date): AsyncGenerator<Planned> {
    const ids = new Set<string>();
    for await (const id of this.gateway.refundedOrDisputedSince(since)) ids.add(id);
    for (const paymentIntentId of ids) {
      const order = await this.owners.find(paymentIntentId);
      if (order) yield { action: 'sync', order };
    }
  }

  /** Null if nothing is to be done, or the payment is not this shop's. */
  async #plan(payment: ListedPayment): Promise<Planned | null> {
    const { paymentIntentId, status } = payment;
    if (status === 'canceled') return null;
    const order = await this.owners.find(paymentIntentId);
    if (order) return hasBeenPaid(order.state) ? null : { action: 'sync', order };
    const orphan = parseOrphanedOrder(payment);
    if (!orphan) return null;
    const claimed = await this.orders.find({ id: orphan.id });
    if (claimed && canRelinkPayment(claimed, await this.gateway.currentAccount())) {
      return { action: 'relink', orphan };
    }
    if (status === 'incomplete') return { action: 'cancel', orphan };
    return { action: status === 'processing' || claimed ? 'leave' : 'recreate', orphan };
  }
}
