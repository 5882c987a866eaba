import { Injectable } from '@nestjs/common';
import { CartService } from '../cart/cart.service.js';
import { type Cart, offerOf } from '../cart/domain/cart.js';
import { ShopProblem } from '../common/problem.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import { chargeProblem } from '../money/money.js';
import { isOpen } from '../orders/domain/order-state.js';
import { isPayableFromCart, type Order } from '../orders/domain/order.js';
import { PaymentIntentService } from '../orders/payment/payment-intent.service.js';
import { OrdersService } from '../orders/orders.service.js';
import { PaymentSyncService } from '../orders/payment/payment-sync.service.js';
import type { Payment } from '../payments/payment.js';
import type { Delivery } from '../pricing/delivery.js';
import type { Offer } from '../pricing/offer.js';
import { makeTaxedOffer } from '../tax/domain/taxed-offer.js';
import { Texts } from '../texts/texts.js';
import { chargeLimitText } from './charge-limit-text.js';
import type { CheckoutItems } from './checkout-items.service.js';
import { otherDeliveryPath, withRetryForm } from './with-retry-form.js';

/** The page to show instead of the payment page. */
type RedirectTarget = 'order' | 'cart' | 'delivery';

export type PaymentPage =
  | { order: Order; payment: Payment; clientSecret: string }
  | { order: Order; redirectTo: RedirectTarget };

const invalidEmail = () => ({ pointer: '/email', detail: Texts.t('problem.emailRefused') });

@Injectable()
export class CheckoutService {
  constructor(
    private readonly carts: CartService,
    private readonly delivery: DeliveryService,
    private readonly orders: OrdersService,
    private readonly paymentIntents: PaymentIntentService,
    private readonly paymentSync: PaymentSyncService,
  ) {}

  /** Places an order of these items with this delivery, and creates its PaymentIntent. */
  async place(shopperId: string, items: CheckoutItems, delivery: Delivery): Promise<Order> {
    const { origin, cartId, ordersInPayment } = items;
    const offer = makeTaxedOffer({ ...items.offer, delivery }, items.taxation);
    if (!offer) throw new Error('There is nothing to order');
    refuseIfNotChargeable(offer);
    return withRetryForm(origin, async () => {
      const order = await this.orders.place({ shopperId, origin, cartId, ordersInPayment, offer });
      return isOpen(order.state) ? this.paymentIntents.ensure(order) : order;
    });
  }

  /**
   * Throws `order-not-payable`, `cart-changed` or `delivery-changed` if the payment page is outdated, and
   * `invalid-input` for an address that Stripe refuses: the order keeps it for the shopper to correct.
   */
  async setContact(token: string, email: string): Promise<void> {
    const order = await this.orders.findByToken(token);
    if (!isOpen(order.state)) throw notPayable(order);
    // The last check before a charge: it waits for pending changes of the cart.
    const outdated = await this.#outdatedPart(order, (cartId) => this.carts.readLatest(cartId));
    if (outdated === 'cart') throw new ShopProblem('cart-changed');
    if (outdated === 'delivery') throw deliveryChanged(order);
    const outcome = await this.orders.setEmail(order, email);
    // fail-point: email-sent
    if (outcome === 'refused') throw new ShopProblem('invalid-input', { fields: [invalidEmail()] });
  }

  async paymentPage(token: string): Promise<PaymentPage> {
    const order = await this.orders.findByToken(token);
    const { state, origin, paymentIntentId } = order;
    if (!isOpen(state) || state === 'processing') return { redirectTo: 'order', order };
    const opened = await withRetryForm(origin, () => {
      if (!paymentIntentId) throw new ShopProblem('payment-unavailable');
      return this.paymentIntents.loadForPayment({ ...order, paymentIntentId });
    });
    const { payment, clientSecret } = opened ?? {};
    if (payment?.status !== 'incomplete' || !clientSecret) return { redirectTo: 'order', order };
    const redirectTo = await this.#outdatedPart(order, (cartId) => this.carts.read(cartId));
    return redirectTo ? { redirectTo, order } : { order, payment, clientSecret };
  }

  /**
   * What has changed so that the order may not be paid: its cart, or whether the shop delivers so, or asks for a
   * delivery at all since. Prices may differ, of books and of delivery: the payment page shows those of the order.
   */
  async #outdatedPart(
    order: Order,
    read: (cartId: string) => Promise<Cart>,
  ): Promise<'cart' | 'delivery' | null> {
    const cart = order.cartId === null ? null : await read(order.cartId);
    const { delivery } = order;
    if (!isPayableFromCart(order, cart && offerOf(cart, delivery))) return 'cart';
    return delivery && this.delivery.isOffered(delivery) ? null : 'delivery';
  }

  /** Synchronizes the payment. Throws `order-not-found` for a PaymentIntent of another order. */
  async handleReturn(token: string, paymentIntentId: unknown): Promise<void> {
    const order = await this.orders.findByToken(token);
    if (paymentIntentId !== undefined && paymentIntentId !== order.paymentIntentId) {
      throw new ShopProblem('order-not-found');
    }
    await this.paymentSync.syncOrFallback(order, 'return_url', 'fresh');
  }
}

/** Before an order is created. */
function refuseIfNotChargeable({ total }: Offer): void {
  const problem = chargeProblem(total);
  if (!problem) return;
  const detail = chargeLimitText(problem, total.currency);
  throw new ShopProblem('amount-not-chargeable', { detail });
}

function notPayable({ state, token }: Order): ShopProblem {
  const next = { label: Texts.t('problem.next.order'), href: `/orders/${token}` };
  return new ShopProblem('order-not-payable', {
    next,
    ...(state === 'expired' && { detail: Texts.t('problem.expired') }),
  });
}

function deliveryChanged(order: Order): ShopProblem {
  const isChosen = order.delivery !== null;
  const label = Texts.t(`problem.next.${isChosen ? 'otherDelivery' : 'delivery'}`);
  return new ShopProblem('delivery-changed', {
    next: { label, href: otherDeliveryPath(order) },
    ...(!isChosen && { detail: Texts.t('problem.noDelivery') }),
  });
}
