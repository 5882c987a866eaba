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

  /** Throws `order-not-found`. */
  async findByToken(token: string): Promise<Order> {
    const order = await this.orders.find({ token });
    if (!order) throw new ShopProblem('order-not-found');
    return order;
  }

  async latestToken(shopperId: string | null): Promise<string | null> {
    const latest = shopperId === null ? null : await this.orders.findLatest(shopperId);
    return latest?.token ?? null;
  }

  /**
   * Returns the shopper's open order of the same origin if its offer is the same. Otherwise supersedes
   * it and creates a new one. If the old order was paid meanwhile, that one is returned.
   */
  async place(draft: OrderDraft): Promise<Order> {
    const account = await this.gateway.currentAccount();
    for (;;) {
      const identity = { id: randomUUID(), token: newOrderToken() };
      const order = await this.placement.findOpenOrCreate(newOrder(draft, account, identity));
      // fail-point: order-placed
      const isSame =
        compareOffers(order, draft.offer) === 'same' && belongsToAccount(order, account);
      if (isSame || nextState(order.state, 'order_superseded') === null) return order;
      const superseded = await this.supersede(order, belongsToAccount(order, account));
      if (!isClosedUnpaid(superseded.state)) return superseded;
    }
  }

  /** Saves the e-mail address on the order, then on the PaymentIntent. */
  async setEmail(order: Order, email: string): Promise<EmailOutcome> {
    const revision = await this.orders.changeEmail(order.id, email);
    // fail-point: email-saved
    return this.payments.setEmail(order, email, revision);
  }

  /** Cancels the PaymentIntent first, because a closed order must not be payable. */
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
