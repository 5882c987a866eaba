import { shorten } from '../../common/shorten.js';
import type { Shipping, StripeAccountRef } from '../../payments/payment.js';
import { compareOffers, type Offer, type OfferLine } from '../../pricing/offer.js';
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

/** What caused a timeline entry. */
export type Trigger = (typeof TRIGGERS)[number];

/**
 * How current a shown order is.
 *
 * - `synced`: it agrees with Stripe.
 * - `requires_action`: it agrees with Stripe, and the bank asks the shopper to confirm the payment.
 * - `stripe_unavailable`: Stripe did not answer.
 * - `other_account`: the order belongs to another Stripe mode or account.
 * - `not_persisted`: Stripe has answered, but the database is locked.
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

/** A line of an order. */
export interface OrderLine extends OfferLine {
  id: number;
  /** Copies taken off the stock for it. */
  reserved: number;
  /** Copies that are not to be sent, because they were refunded before. */
  canceled: number | null;
  /** Copies that were sent and are on the shelf again. */
  returned: number | null;
}

export interface Order extends Offer {
  /** A random UUID, used in Stripe's metadata and in idempotency keys. */
  id: string;
  number: number;
  token: string;
  state: OrderState;
  /** `cart`, `buy-now:<slug>` or `restored`. */
  origin: string;
  /** Null for "Buy now". */
  cartId: string | null;
  /** Null once the order is closed, or another one was placed while its payment was processing. */
  activeOrderKey: string | null;
  email: string | null;
  /** Part of the idempotency key of `create`. Incremented when a key is exhausted. */
  createAttempt: number;
  stripeAccount: StripeAccountRef;
  paymentIntentId: string | null;
  /** Why it was declined or is under review: a sentence for people. */
  reason: string | null;
  placedAt: Date;
  /** When the payment was accepted; null while under review. */
  paidAt: Date | null;
  /** As they were when the order was placed. Empty for an order that was recreated by a recovery. */
  lines: OrderLine[];
  /** Oldest first. */
  ledger: LedgerEntry[];
  timeline: TimelineEntry[];
}

/** The currency of the payment. It differs from the order's only for an order under review. */
export function paidCurrency({ ledger, total }: Pick<Order, 'ledger' | 'total'>): string {
  return ledger[0]?.currency ?? total.currency;
}

/** Stripe refuses a description of more than 1000 characters. */
const MAX_DESCRIBED_TITLE = 500;

/**
 * Shown in the Stripe Dashboard and in Stripe's receipts, which name the shop themselves: the name in shop.json may change
 * before a create request is repeated, and would change what is sent under its key.
 */
export function paymentDescription({ number, lines }: Pick<Order, 'number' | 'lines'>): string {
  const title = shorten(lines[0]?.title ?? 'books', MAX_DESCRIBED_TITLE);
  const others = lines.length > 1 ? ` and ${lines.length - 1} more` : '';
  return `Order ${number}: ${title}${others}`;
}

/** Where Stripe is told that the books are sent. Null if they are collected. */
export function shippingOf({ delivery }: Pick<Order, 'delivery'>): Shipping | null {
  if (!delivery?.address) return null;
  const { name, phone, ...address } = delivery.address;
  return { name, phone, address: { ...address, country: delivery.country } };
}

/** Consists of saved values only, so that a repeated call uses the same key. */
export function idempotencyKey(orderId: string, verb: string, count: number): string {
  return `order:${orderId}:${verb}:${count}`;
}

/** A person has seen the dispute, and nothing but its parcels has changed since. */
export function isDisputeDismissed({
  state,
  timeline,
}: Pick<Order, 'state' | 'timeline'>): boolean {
  const last = timeline.findLast(({ event }) => !PARCEL_NOTES.test(event));
  return state === 'disputed' && last?.event === 'dispute_dismissed';
}

const PARCEL_NOTES = /^(parcel_|copies_)/;

/** The payment page saves the e-mail address before it confirms the payment. */
export function mayAlreadyBePaid(order: Pick<Order, 'paymentIntentId' | 'email'>): boolean {
  return order.paymentIntentId !== null && order.email !== null;
}

/** Open and without a PaymentIntent: one that was created for the order may be attached. */
export function canRelinkPayment(
  order: Pick<Order, 'state' | 'paymentIntentId' | 'stripeAccount'>,
  current: StripeAccountRef,
): boolean {
  return order.paymentIntentId === null && isOpen(order.state) && belongsToAccount(order, current);
}

/**
 * Whether the order may be confirmed while its cart has this offer, with the order's own delivery.
 * Prices may differ: the payment page shows those of the order. True for "Buy now", which has no cart.
 */
export function isPayableFromCart(order: Order, cartOffer: Offer | null): boolean {
  if (order.cartId === null) return true;
  // Otherwise the cart was ordered again while the payment of this order was processing.
  const isActive = order.activeOrderKey !== null;
  return isActive && cartOffer !== null && compareOffers(order, cartOffer) !== 'different';
}

export function belongsToAccount(
  { stripeAccount }: Pick<Order, 'stripeAccount'>,
  { mode, account }: StripeAccountRef,
): boolean {
  return stripeAccount.mode === mode && stripeAccount.account === account;
}
