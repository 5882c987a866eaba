import { Injectable, Logger } from '@nestjs/common';
import { InvalidPaymentRequestError } from '../../payments/payment-errors.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { nextState } from '../domain/order-state.js';
import { belongsToAccount, mayAlreadyBePaid, type Order } from '../domain/order.js';
import { OrderRepository } from '../order.repository.js';
import { type OrderWithPayment, PaymentIntentService } from '../payment/payment-intent.service.js';
import { PaymentSyncService } from '../payment/payment-sync.service.js';

const SUPERSEDED = { event: 'order_superseded', reason: null, received: null } as const;

/** Closes open orders whose shopper wants something else, and releases their copies. */
@Injectable()
export class SupersessionService {
  readonly #logger = new Logger(SupersessionService.name);

  constructor(
    private readonly orders: OrderRepository,
    private readonly gateway: PaymentGateway,
    private readonly payments: PaymentIntentService,
    private readonly paymentSync: PaymentSyncService,
  ) {}

  /**
   * Cancels the PaymentIntent first, because a closed order must not be payable. Resolves to the order as
   * it is then: it stays open if its payment is on its way, and may be paid.
   */
  async supersede(order: Order): Promise<Order> {
    if (!belongsToAccount(order, await this.gateway.currentAccount())) return this.#close(order);
    return this.#cancelAndClose((await this.#synced(order)).order);
  }

  /**
   * For an order that its page refuses to confirm. Does nothing while somebody may be paying: the bank
   * asks the shopper, or Stripe does not answer. Never throws: the order then keeps its copies until it
   * expires.
   */
  async supersedeUnlessPaying(order: Order): Promise<void> {
    try {
      if (!belongsToAccount(order, await this.gateway.currentAccount())) return;
      const { order: current, syncStatus } = await this.#synced(order);
      if (syncStatus === 'synced') await this.#cancelAndClose(current);
    } catch (error) {
      this.#logger.warn(`Order ${order.number} keeps its copies for now: ${String(error)}`);
    }
  }

  async #cancelAndClose(order: Order): Promise<Order> {
    if (nextState(order.state, SUPERSEDED.event) === null) return order;
    const started = await this.#started(order);
    if (!started) return this.#close(order);
    if ((await this.payments.cancel(started, 'supersede')) === 'not_cancelable') {
      return (await this.paymentSync.syncOrFallback(started, 'checkout', 'fresh')).order;
    }
    return this.#close(started);
  }

  /** Null if Stripe refuses the PaymentIntent, which proves that there is none to be paid. */
  async #started(order: Order): Promise<OrderWithPayment | null> {
    try {
      return await this.payments.ensure(order);
    } catch (error) {
      if (error instanceof InvalidPaymentRequestError) return null;
      throw error;
    }
  }

  async #close(order: Order): Promise<Order> {
    // fail-point: superseded-at-stripe
    await this.orders.applyTransition(order.id, SUPERSEDED, 'shopper');
    return (await this.orders.find({ id: order.id })) ?? order;
  }

  /** What the shop does not know yet: a voucher may have been issued, or the bank asked. */
  async #synced(order: Order) {
    if (!mayAlreadyBePaid(order)) return { order, syncStatus: 'synced' } as const;
    return this.paymentSync.syncOrFallback(order, 'checkout', 'fresh');
  }
}
