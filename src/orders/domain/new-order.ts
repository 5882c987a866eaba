import type { StripeAccountRef } from '../../payments/payment.js';
import type { Offer } from '../../pricing/offer.js';

/** An order about to be placed: everything that is frozen, before Stripe is asked. */
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
  /** The shopper's own id: orders are shared with nobody. */
  shopperId: string;
  /** What it is made from, such as `buy-now:working-in-public`. */
  origin: string;
  /** The cart it is made from; null for "Buy now". */
  cartId: string | null;
  offer: Offer;
}

/** Random: a reset database or a guess never meets another order. */
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
