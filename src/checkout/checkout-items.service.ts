import { Injectable } from '@nestjs/common';
import { CartService } from '../cart/cart.service.js';
import type { Chosen } from '../cart/domain/cart-changes.js';
import { type Cart, offerOf, offerOfOne, requiresConsent } from '../cart/domain/cart.js';
import { isOffered } from '../cart/domain/cart-lines.js';
import { BookQueries } from '../catalog/book.queries.js';
import { ShopProblem } from '../common/problem.js';
import { DeliveryService } from '../delivery/delivery.service.js';
import type { Shipment } from '../delivery/domain/rates.js';
import { fingerprintOf, goodsTotal, type Offer } from '../pricing/offer.js';
import type { Taxation } from '../tax/domain/taxed-offer.js';
import { TaxService } from '../tax/tax.service.js';
import { buyNowOrigin, CART_ORIGIN } from './with-retry-form.js';

/** What a shopper is about to order, before its delivery is chosen. */
export interface CheckoutItems {
  origin: string;
  /** Null for "Buy now". */
  cartId: string | null;
  /** Without delivery. */
  offer: Offer;
  /** Of the moment of the offer. Null if no tax is collected. */
  taxation: Taxation | null;
  shipment: Shipment;
  ordersInPayment: readonly string[];
}

/** The cart, or the book of "Buy now", on its way to becoming an order. */
@Injectable()
export class CheckoutItemsService {
  constructor(
    private readonly books: BookQueries,
    private readonly carts: CartService,
    private readonly delivery: DeliveryService,
    private readonly taxes: TaxService,
  ) {}

  /** Throws `book-not-found` or `book-withdrawn`. */
  async ofBook(slug: string): Promise<CheckoutItems> {
    const book = await this.books.findBySlug(slug);
    if (!book) throw new ShopProblem('book-not-found');
    const taxation = this.taxes.taxation();
    const offer = offerOfOne(book, taxation);
    if (!offer) throw new ShopProblem('book-withdrawn');
    const shipment = this.delivery.shipmentOf([{ ...book, quantity: 1 }], goodsTotal(offer));
    const origin = buyNowOrigin(slug);
    return { origin, cartId: null, offer, taxation, shipment, ordersInPayment: [] };
  }

  /**
   * Accepts the prices that the cart page showed, and keeps what was chosen on it. `seen` is the page's offer
   * fingerprint. Null if the shopper has to see the cart again: it is empty, exceeds the
   * stock, or has changed since.
   */
  async acceptCart(
    shopperId: string,
    seen: string | undefined,
    chosen: Chosen,
  ): Promise<CheckoutItems | null> {
    const shown = await this.carts.readLatest(shopperId);
    if (!isAsSeen(shown, seen)) return null;
    const isChanged = await this.carts.accept(shopperId, shown, chosen);
    const cart = isChanged ? await this.carts.readLatest(shopperId) : shown;
    return this.#itemsOf(shopperId, cart);
  }

  /** For a page. Null as for `acceptCart`, also if a price was not accepted. */
  async ofCart(shopperId: string): Promise<CheckoutItems | null> {
    return this.#itemsOf(shopperId, await this.carts.read(shopperId));
  }

  /** As `ofCart`, after all earlier changes: for an order. `seen`: the offer fingerprint of the page. */
  async ofLatestCart(shopperId: string, seen: string | undefined): Promise<CheckoutItems | null> {
    const cart = await this.carts.readLatest(shopperId);
    return isAsSeen(cart, seen) ? this.#itemsOf(shopperId, cart) : null;
  }

  #itemsOf(cartId: string, cart: Cart & { ordersInPayment: string[] }): CheckoutItems | null {
    const offer = offerOf(cart);
    if (!offer || exceedsStock(cart) || requiresConsent(cart)) return null;
    const books = cart.lines
      .filter(isOffered)
      .map(({ book: { weightGrams }, quantity }) => ({ weightGrams, quantity }));
    const shipment = this.delivery.shipmentOf(books, goodsTotal(offer));
    const { taxation, ordersInPayment } = cart;
    return { origin: CART_ORIGIN, cartId, offer, taxation, shipment, ordersInPayment };
  }
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
