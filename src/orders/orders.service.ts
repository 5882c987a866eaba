import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ShopProblem } from '../common/problem.js';
import { type EmailOutcome, PaymentGateway } from '../payments/payment-gateway.js';
import type { StripeAccountRef } from '../payments/payment.js';
import type { Delivery } from '../pricing/delivery.js';
import { compareOffers, type Offer } from '../pricing/offer.js';
import { newOrder, type OrderDraft } from './domain/new-order.js';
import { isClosedUnpaid, nextState } from './domain/order-state.js';
import { belongsToAccount, isPayableFromCart, type Order } from './domain/order.js';
import { OrderRepository } from './order.repository.js';
import { PaymentIntentService } from './payment/payment-intent.service.js';
import { OrderPlacementRepository } from './placement/order-placement.repository.js';
import { newOrderToken } from './placement/order-token.js';
import { SupersessionService } from './placement/supersession.service.js';

/** What a cart comes to with that delivery. Null if it is empty. */
type OfferWith = (delivery: Delivery | null) => Offer | null;
const SHOWN_ORDERS = 20;

@Injectable()
export class OrdersService {
  constructor(
    private readonly orders: OrderRepository,
    private readonly placement: OrderPlacementRepository,
    private readonly gateway: PaymentGateway,
    private readonly payments: PaymentIntentService,
    private readonly supersession: SupersessionService,
  ) {}

  /** Throws `order-not-found`. */
  async findByToken(token: string): Promise<Order> {
    const order = await this.orders.find({ token });
    if (!order) throw new ShopProblem('order-not-found');
    return order;
  }

  /** The newest orders of a browser. None of one that is not known. */
  async ofShopper(shopperId: string | null): Promise<Order[]> {
    return shopperId === null ? [] : this.orders.ofShopper(shopperId, SHOWN_ORDERS);
  }

  /** The token of the order that replaced this one. Null for all but its own shopper. */
  async replacementFor(order: Order, shopperId: string | null): Promise<string | null> {
    if (order.state !== 'superseded' || shopperId === null) return null;
    return this.orders.findReplacement(order, shopperId);
  }

  /**
   * Returns the shopper's open order of the same origin if its offer is the same. Otherwise supersedes
   * it and creates a new one. If the old order was paid meanwhile, that one is returned; also if it is on
   * its way to be paid, unless its lines have left the cart.
   */
  async place(draft: OrderDraft): Promise<Order> {
    const account = await this.gateway.currentAccount();
    for (;;) {
      const order = await this.#findOpenOrCreate(draft, account);
      // fail-point: order-placed
      const isProcessing = nextState(order.state, 'order_superseded') === null;
      if (isProcessing && draft.ordersInPayment?.includes(order.id)) {
        await this.placement.makeInactive(order.id);
        continue;
      }
      const isSame =
        compareOffers(order, draft.offer) === 'same' && belongsToAccount(order, account);
      if (isSame || isProcessing) return order;
      const superseded = await this.supersession.supersede(order);
      if (!isClosedUnpaid(superseded.state)) return superseded;
    }
  }

  /**
   * Supersedes orders of this cart that hold copies and that nobody can pay any more, because the cart has
   * changed: their pages refuse to confirm.
   */
  async supersedeOutgrown(cartId: string, readOffer: () => Promise<OfferWith>): Promise<void> {
    const orders = await this.orders.holdingCopiesOf(cartId);
    if (orders.length === 0) return;
    const offerWith = await readOffer();
    for (const order of orders) {
      if (!isPayableFromCart(order, offerWith(order.delivery)))
        await this.supersession.supersedeUnlessPaying(order);
    }
  }

  /** Saves the e-mail address on the order, then on the PaymentIntent. */
  async setEmail(order: Order, email: string): Promise<EmailOutcome> {
    const revision = await this.orders.changeEmail(order.id, email);
    // fail-point: email-saved
    return this.payments.setEmail(order, email, revision);
  }

  /** If copies are short, the shopper's other open orders that hold them are superseded. */
  async #findOpenOrCreate(draft: OrderDraft, account: StripeAccountRef): Promise<Order> {
    for (;;) {
      const order = newOrder(draft, account, { id: randomUUID(), token: newOrderToken() });
      try {
        return await this.placement.findOpenOrCreate(order);
      } catch (error) {
        if (!(error instanceof ShopProblem) || error.code !== 'out-of-stock') throw error;
        const holders = await this.placement.findHoldersFor(order);
        if (holders.length === 0) throw error;
        const paid = await this.#supersedeAll(holders);
        if (paid) return paid;
      }
    }
  }

  /** Stops at an order that was paid meanwhile, and returns it. */
  async #supersedeAll(holders: Order[]): Promise<Order | null> {
    for (const holder of holders) {
      const superseded = await this.supersession.supersede(holder);
      if (!isClosedUnpaid(superseded.state)) return superseded;
    }
    return null;
  }
}
