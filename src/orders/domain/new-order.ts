import type { Money } from '../../money/money.js';
import type { StripeHome } from '../../payments/domain/payment.js';
import { contentsOf, totalOf, type OrderLine } from './order.js';

/** An order about to be placed: everything that is frozen, before Stripe is asked. */
export interface NewOrder {
  id: string;
  token: string;
  source: string;
  openKey: string;
  contents: string;
  total: Money;
  home: StripeHome;
  lines: OrderLine[];
}

export interface OrderDraft {
  /** The shopper's own id: orders are shared with nobody. */
  shopperId: string;
  /** What it is made from, such as `buy-now:working-in-public`. */
  source: string;
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
    openKey: `${draft.shopperId}:${draft.source}`,
    contents: contentsOf(draft.lines),
    total: totalOf(draft.lines),
    home,
    lines: draft.lines,
  };
}
