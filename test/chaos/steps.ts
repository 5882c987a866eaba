import type { Slug } from './shelf.js';

/** Test cards, by what becomes of their payments. */
export type Card =
  | 'pm_card_visa'
  | 'pm_card_visa_chargeDeclined'
  | 'pm_card_visa_chargeDeclinedInsufficientFunds'
  | 'pm_card_createDispute'
  | 'pm_card_refundFail'
  | 'pm_card_pendingRefund';

/** What somebody does in one tab. */
export type Step =
  | { does: 'pause'; ms: number }
  | { does: 'add'; slug: Slug; quantity: number }
  | { does: 'set'; slug: Slug; quantity: number }
  | { does: 'check-out' }
  | { does: 'buy-now'; slug: Slug }
  | { does: 'look' }
  | { does: 'contact'; email: string }
  | { does: 'confirm'; card: Card }
  | { does: 'come-back' }
  | { does: 'order-page' }
  /** At Stripe, by somebody else: the payment now asks for this much, or in this currency. */
  | { does: 'change-payment'; to: 'another amount' | 'another currency' }
  /** At Stripe. */
  | { does: 'refund'; part: 'half' | 'all' }
  /** With `npm run orders`: this much, in major units. */
  | { does: 'refund-here'; amount: string };

/** A shopper: what they do first, and then in several tabs at once. */
export interface Script {
  opening: Step[];
  tabs: Step[][];
}
