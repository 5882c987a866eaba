import { Injectable } from '@nestjs/common';
import { CartService } from '../cart/cart.service.js';
import { type Cart, offerOf, offerOfOne, requiresConsent } from '../cart/domain/cart.js';
import { BookQueries } from '../catalog/book.queries.js';
import { chargeProblem } from '../money/money.js';
import { isOpen } from '../orders/domain/order-state.js';
import type { OrderDraft } from '../orders/domain/new-order.js';
import { isPayableFromCart, type Order } from '../orders/domain/order.js';
import { PaymentIntentService } from '../orders/payment/payment-intent.service.js';
import { OrdersService } from '../orders/orders.service.js';
import { PaymentSyncService } from '../orders/payment/payment-sync.service.js';
import type { Payment } from '../payments/payment.js';
import { fingerprintOf } from '../pricing/offer.js';
import { ShopProblem } from '../common/problem.js';
import { chargeLimitText } from './charge-limit-text.js';
import { buyNowOrigin, CART_ORIGIN, withRetryForm } from './with-retry-form.js';

/** The page to show instead of the payment page. */
type RedirectTarget = 'order' | 'cart';

export type PaymentPage =
  { order: Order; payment: Payment; clientSecret: string } | { redirectTo: RedirectTarget };

const INVALID_EMAIL = {
  pointer: '/email',
  detail: 'The payment cannot take this e-mail address. Please check it, or use another.',
};

const EXPIRED = {
  detail:
    'This order was not paid in time, and cannot be paid any more. Nothing was charged. You can buy its books again.',
};

@Injectable()
export class CheckoutService {
  constructor(
    private readonly books: BookQueries,
    private readonly carts: CartService,
    private readonly orders: OrdersService,
    private readonly paymentIntents: PaymentIntentService,
    private readonly paymentSync: PaymentSyncService,
  ) {}

  /** Places an order for one copy of this book and creates its PaymentIntent. */
  async buyNow(shopperId: string, slug: string): Promise<Order> {
    const book = await this.books.findBySlug(slug);
    if (!book) throw new ShopProblem('book-not-found');
    const offer = offerOfOne(book);
    if (!offer) throw new ShopProblem('book-withdrawn');
    return this.placeOrder({ shopperId, origin: buyNowOrigin(slug), cartId: null, offer });
  }

  /**
   * As `buyNow`, for the cart. `seen` is the offer fingerprint of the cart page, and `chosen` what was chosen
   * on that page: quantities by slug. Null if the shopper has to see the cart again: it is empty, exceeds
   * the stock, or has changed since.
   */
  async buyCart(
    shopperId: string,
    seen: string | undefined,
    chosen: ReadonlyMap<string, number> = new Map(),
  ): Promise<Order | null> {
    const shown = await this.carts.readLatest(shopperId);
    if (!isAsSeen(shown, seen)) return null;
    const isAccepted = await this.carts.acceptPrices(shopperId, shown);
    const isChanged = await this.carts.setQuantities(shopperId, shown, chosen);
    const cart = isAccepted || isChanged ? await this.carts.readLatest(shopperId) : shown;
    const offer = offerOf(cart);
    if (!offer || exceedsStock(cart) || requiresConsent(cart)) return null;
    const draft = { shopperId, origin: CART_ORIGIN, cartId: shopperId, offer };
    return this.placeOrder({ ...draft, ordersInPayment: cart.ordersInPayment });
  }

  /**
   * Throws `order-not-payable` or `cart-changed` if the payment page is outdated, and `invalid-input` for
   * an address that Stripe refuses: the order keeps it for the shopper to correct.
   */
  async setContact(token: string, email: string): Promise<void> {
    const order = await this.orders.findByToken(token);
    if (!isOpen(order.state)) throw notPayable(order);
    // The last check before a charge: it waits for pending changes of the cart.
    const cart = order.cartId === null ? null : await this.carts.readLatest(order.cartId);
    if (!isPayableFromCart(order, cart && offerOf(cart))) throw new ShopProblem('cart-changed');
    const outcome = await this.orders.setEmail(order, email);
    // fail-point: email-sent
    if (outcome === 'refused') throw new ShopProblem('invalid-input', { fields: [INVALID_EMAIL] });
  }

  async paymentPage(token: string): Promise<PaymentPage> {
    const order = await this.orders.findByToken(token);
    const { state, origin, paymentIntentId } = order;
    if (!isOpen(state) || state === 'processing') return { redirectTo: 'order' };
    const opened = await withRetryForm(origin, () => {
      if (!paymentIntentId) throw new ShopProblem('payment-unavailable');
      return this.paymentIntents.loadForPayment({ ...order, paymentIntentId });
    });
    const { payment, clientSecret } = opened ?? {};
    if (payment?.status !== 'incomplete' || !clientSecret) return { redirectTo: 'order' };
    const cart = order.cartId === null ? null : await this.carts.read(order.cartId);
    if (!isPayableFromCart(order, cart && offerOf(cart))) return { redirectTo: 'cart' };
    return { order, payment, clientSecret };
  }

  /** Synchronizes the payment. Throws `order-not-found` for a PaymentIntent of another order. */
  async handleReturn(token: string, paymentIntentId: unknown): Promise<void> {
    const order = await this.orders.findByToken(token);
    if (paymentIntentId !== undefined && paymentIntentId !== order.paymentIntentId) {
      throw new ShopProblem('order-not-found');
    }
    await this.paymentSync.syncOrFallback(order, 'return_url', 'fresh');
  }

  private async placeOrder(draft: OrderDraft): Promise<Order> {
    // Refused before an order is created.
    const { total } = draft.offer;
    const problem = chargeProblem(total);
    if (problem) {
      const detail = chargeLimitText(problem, total.currency);
      throw new ShopProblem('amount-not-chargeable', { detail });
    }
    return withRetryForm(draft.origin, async () => {
      const order = await this.orders.place(draft);
      return isOpen(order.state) ? this.paymentIntents.ensure(order) : order;
    });
  }
}

function notPayable({ state, token }: Order): ShopProblem {
  const next = { label: 'To your order', href: `/orders/${token}` };
  return new ShopProblem('order-not-payable', { next, ...(state === 'expired' && EXPIRED) });
}

/** Whether the cart has the offer that the shopper has seen. */
function isAsSeen(cart: Cart, seen: string | undefined): boolean {
  const offer = offerOf(cart);
  if (!offer) return false;
  if (seen !== undefined) return seen === fingerprintOf(offer);
  return !requiresConsent(cart);
}

function exceedsStock({ lines }: Cart): boolean {
  return lines.some(({ unavailableReason }) => unavailableReason === 'too-few');
}
