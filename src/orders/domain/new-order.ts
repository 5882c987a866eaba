import type { StripeAccountRef } from '../../payments/payment.js';
import type { Offer } from '../../pricing/offer.js';

/** The frozen columns of an order, before Stripe is called. */
export interface NewOrder extends Offer {
  id: string;
  token: string;
  origin: string;
  shopperId: string;
  cartId: string | null;
  activeOrderKey: string;
  stripeAccount: StripeAccountRef;
}

export interface OrderDraft {
  shopperId: string;
  /** `cart`, or such as `buy-now:working-in-public`. */
  origin: string;
  /** Null for "Buy now". */
  cartId: string | null;
  /** The ids of orders from this cart that may be on their way to be paid besides this one. */
  ordersInPayment?: readonly string[];
  offer: Offer;
}

/** Random, so that ids are unique across databases and tokens cannot be guessed. */
export interface OrderIdentity {
  id: string;
  token: string;
}

export function newOrder(
  draft: OrderDraft,
  account: StripeAccountRef,
  identity: OrderIdentity,
): NewOrder {
  return {
    ...identity,
    origin: draft.origin,
    shopperId: draft.shopperId,
    cartId: draft.cartId,
    activeOrderKey: `${draft.shopperId}:${draft.origin}`,
    stripeAccount: account,
    ...draft.offer,
  };
}
