import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ShopProblem } from '../common/problem.js';
import { type EmailOutcome, PaymentGateway } from '../payments/payment-gateway.js';
import { compareOffers } from '../pricing/offer.js';
import { newOrder, type OrderDraft } from './domain/new-order.js';
import { isClosedUnpaid, nextState } from './domain/order-state.js';
import { belongsToAccount, type Order } from './domain/order.js';
import { OrderRepository } from './order.repository.js';
import { PaymentIntentService } from './payment/payment-intent.service.js';
import { PaymentSyncService } from './payment/payment-sync.service.js';
import { OrderPlacementRepository } from './placement/order-placement.repository.js';
import { newOrderToken } from './placement/order-token.js';

@Injectable()
export class OrdersService {
  constructor(
    private readonly orders: OrderRepository,
    private readonly placement: OrderPlacementRepository,
    private readonly gateway: PaymentGateway,
    private readonly payments: PaymentIntentService,
    private readonly paymentSync: PaymentSyncService,
  ) {}

  /** Throws `order-not-found`: unknown and forbidden look alike. */
  async findByToken(token: string): Promise<Order> {
    const order = await this.orders.find({ token });
    if (!order) throw new ShopProblem('order-not-found');
    return order;
  }

  /** Throws `no-order-yet`. */
  async latestToken(shopperId: string | null): Promise<string> {
    const latest = shopperId === null ? null : await this.orders.findLatest(shopperId);
    if (!latest) throw new ShopProblem('no-order-yet');
    return latest.token;
  }

  /**
   * Freezes an order. The same shopper with the same source, lines, prices and currency gets the
   * same open order; otherwise the old one is superseded first. When money has moved on the old
   * one, it is returned instead, and no new one is made.
   */
  async place(draft: OrderDraft): Promise<Order> {
    const account = await this.gateway.currentAccount();
    for (;;) {
      const identity = { id: randomUUID(), token: newOrderToken() };
      const order = await this.placement.findOpenOrCreate(newOrder(draft, account, identity));
      // fail-point: order-placed
      const isTheSame =
        compareOffers(order, draft.offer) === 'same' && belongsToAccount(order, account);
      if (isTheSame || nextState(order.state, 'order_superseded') === null) return order;
      const left = await this.supersede(order, belongsToAccount(order, account));
      if (!isClosedUnpaid(left.state)) return left;
    }
  }

  /** Keeps the e-mail on the order and tells Stripe, before the payment is confirmed. */
  async setEmail(order: Order, email: string): Promise<EmailOutcome> {
    const revision = await this.orders.changeEmail(order.id, email);
    // fail-point: email-saved
    return this.payments.setEmail(order, email, revision);
  }

  /** Its PaymentIntent is canceled first: nobody must be able to pay an order that is closed. */
  private async supersede(order: Order, canBeCanceled: boolean): Promise<Order> {
    if (canBeCanceled) {
      const started = await this.payments.ensure(order);
      if ((await this.payments.cancel(started, 'supersede')) === 'not_cancelable') {
        return (await this.paymentSync.syncOrFallback(started, 'checkout', 'fresh')).order;
      }
    }
    // fail-point: superseded-at-stripe
    await this.orders.applyTransition(order.id, SUPERSEDED, 'shopper');
    return this.findByToken(order.token);
  }
}

const SUPERSEDED = { event: 'order_superseded', reason: null, received: null } as const;
