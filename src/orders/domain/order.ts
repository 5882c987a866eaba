import type { StripeAccountRef } from '../../payments/payment.js';
import type { Offer, OfferLine } from '../../pricing/offer.js';
import type { LedgerEntry } from './ledger.js';
import { isOpen, type OrderState } from './order-state.js';

export const TRIGGERS = [
  'shopper',
  'checkout',
  'webhook',
  'return_url',
  'order_page',
  'reconciliation',
  'admin',
  'recovery',
] as const;

/** On whose word something happened. */
export type Trigger = (typeof TRIGGERS)[number];

/**
 * How well a page knows the order: Stripe was asked; was asked, and waits for the shopper to confirm
 * the payment at their bank; could not be asked; is another Stripe (mode or account) than the
 * order's, where asking is pointless; or its answer could not be written down yet.
 */
export type PaymentSyncStatus =
  'synced' | 'requires_action' | 'stripe_unavailable' | 'other_account' | 'not_persisted';

export interface TimelineEntry {
  event: string;
  state: OrderState;
  trigger: Trigger;
  detail: string | null;
  at: Date;
}

export interface Order extends Offer {
  /** A random UUID: what Stripe's metadata and our idempotency keys carry. */
  id: string;
  number: number;
  token: string;
  state: OrderState;
  /** What it was made from, so that the shopper can be led back there. */
  origin: string;
  /** The cart that it was made from; null for "Buy now". */
  cartId: string | null;
  email: string | null;
  /** Counts the PaymentIntents asked for, so that each has an idempotency key of its own. */
  createAttempt: number;
  stripeAccount: StripeAccountRef;
  paymentIntentId: string | null;
  /** Why it was declined or is under review, in words a person can read. */
  reason: string | null;
  placedAt: Date;
  /** When the payment was found right; null while under review, although money has come. */
  paidAt: Date | null;
  /** As they were when the order was placed. None of one that was brought back from Stripe's records. */
  lines: OfferLine[];
  /** Every movement of its money, oldest first. */
  ledger: LedgerEntry[];
  timeline: TimelineEntry[];
}

/** In which money came for it: its own, unless it is under review for that. */
export function paidCurrency({ ledger, total }: Pick<Order, 'ledger' | 'total'>): string {
  return ledger[0]?.currency ?? total.currency;
}

/** For the Stripe Dashboard: which order, and what it is for. */
export function paymentDescription({ number, lines }: Pick<Order, 'number' | 'lines'>): string {
  const [first] = lines;
  const others = lines.length > 1 ? ` and ${lines.length - 1} more` : '';
  return `Folio order ${number}: ${first?.title ?? 'books'}${others}`;
}

/** Saved with the order before the call it names: the same order, the same key, the same payment. */
export function idempotencyKey(orderId: string, verb: string, count: number): string {
  return `order:${orderId}:${verb}:${count}`;
}

/** The payment page keeps the e-mail before it confirms: without one, nobody has paid through it. */
export function mayAlreadyBePaid(order: Pick<Order, 'paymentIntentId' | 'email'>): boolean {
  return order.paymentIntentId !== null && order.email !== null;
}

/** It has lost its PaymentIntent, or never had one, and may be paid by the one that was made for it. */
export function canRelinkPayment(
  order: Pick<Order, 'state' | 'paymentIntentId' | 'stripeAccount'>,
  here: StripeAccountRef,
): boolean {
  return order.paymentIntentId === null && isOpen(order.state) && belongsToAccount(order, here);
}

export function belongsToAccount(
  order: Pick<Order, 'stripeAccount'>,
  here: StripeAccountRef,
): boolean {
  return order.stripeAccount.mode === here.mode && order.stripeAccount.account === here.account;
}
