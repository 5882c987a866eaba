import { Injectable } from '@nestjs/common';
import { hasBeenPaid } from '../orders/domain/order-state.js';
import { belongsToAccount, canRelinkPayment, type Order } from '../orders/domain/order.js';
import { OrderQueries } from '../orders/order.queries.js';
import { type OrphanedOrder, parseOrphanedOrder } from '../orders/recovery/orphaned-order.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import type { ListedPayment } from '../payments/payment.js';

/**
 * What a recovery does about one thing that Stripe knows. `sync`: an order here is brought in line with
 * its payment. The others are about payments that no order here has: `give-back` to the order that lost
 * it; `cancel`, for nobody has paid it; `bring-back` the order, for somebody has; `leave` it to a person.
 */
export type Planned =
  | { action: 'sync'; order: Order }
  | { action: 'relink' | 'cancel' | 'recreate' | 'leave'; orphan: OrphanedOrder };

/** Decides, and changes nothing, here or at Stripe. */
@Injectable()
export class RecoveryPlanService {
  constructor(
    private readonly orders: OrderQueries,
    private readonly gateway: PaymentGateway,
  ) {}

  /** Everything, in this order. Each is decided when what came before it was done. */
  async *everything(since: Date): AsyncGenerator<Planned> {
    yield* this.#openOrders();
    yield* this.payments(since);
    yield* this.#returned(since);
  }

  /** What is to be done about payments alone. */
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

  /** Orders of which money was given or taken back. */
  async *#returned(since: Date): AsyncGenerator<Planned> {
    const returned = new Set<string>();
    for await (const id of this.gateway.refundedOrDisputedSince(since)) returned.add(id);
    for (const paymentIntentId of returned) {
      const order = await this.#orderOf(paymentIntentId);
      if (order) yield { action: 'sync', order };
    }
  }

  /** Null where nothing is to be done, or where another program made it. */
  async #plan(payment: ListedPayment): Promise<Planned | null> {
    const { paymentIntentId, status } = payment;
    if (status === 'canceled') return null;
    const order = await this.#orderOf(paymentIntentId);
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

  async #orderOf(paymentIntentId: string): Promise<Order | null> {
    const order = await this.orders.find({ paymentIntentId });
    return order && belongsToAccount(order, await this.gateway.currentAccount()) ? order : null;
  }
}
