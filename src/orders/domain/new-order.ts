import type { Money } from '../../money/money.js';
import type { StripeHome } from '../../payments/domain/payment.js';
import { totalOf, type OrderLine } from './order.js';

/** An order about to be placed: everything that is frozen, before Stripe is asked. */
export interface NewOrder {
  id: string;
  token: string;
  source: string;
  shopperId: string;
  cartId: string | null;
  cartVersion: number | null;
  openKey: string;
  total: Money;
  home: StripeHome;
  lines: OrderLine[];
}

export interface OrderDraft {
  /** The shopper's own id: orders are shared with nobody. */
  shopperId: string;
  /** What it is made from, such as `buy-now:working-in-public`. */
  source: string;
  /** The cart it is made from and how that cart stands. */
  cart: { id: string; version: number } | null;
  lines: OrderLine[];
}

/** Random: a reset database or a guess never meets another order. */
export interface OrderIdentity {
  id: string;
  token: string;
}

export function newOrder(draft: OrderDraft, home: StripeHome, identity: OrderIdentity): NewOrder {
  return {
    ...identity,
    source: draft.source,
    shopperId: draft.shopperId,
    cartId: draft.cart?.id ?? null,
    cartVersion: draft.cart?.version ?? null,
    openKey: `${draft.shopperId}:${draft.source}`,
    total: totalOf(draft.lines),
    home,
    lines: draft.lines,
  };
}
