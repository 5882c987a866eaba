import type Stripe from 'stripe';
import type { RecordedDelivery } from 'stripe-sandbox/testing';
import type { Operation } from '../../chaos/history.js';

export interface BookRow {
  id: number;
  slug: string;
  stock: number | null;
}

export interface OrderRow {
  id: string;
  number: number;
  token: string;
  state: string;
  activeOrderKey: string | null;
  currency: string;
  totalMinor: number;
  deliveryMinor: number | null;
  email: string | null;
  createAttempt: number;
  paymentIntentId: string | null;
  cartId: string | null;
}

export interface LineRow {
  id: number;
  orderId: string;
  bookId: number;
  unitPriceMinor: number;
  quantity: number;
  reserved: number;
  canceled: number | null;
  returned: number | null;
}

export interface ParcelRow {
  id: string;
  orderId: string;
  number: number;
  state: string;
}

export interface ParcelLineRow {
  parcelId: string;
  orderLineId: number;
  quantity: number;
}

export interface LedgerRow {
  orderId: string;
  kind: string;
  stripeId: string;
  amountMinor: number;
  currency: string;
}

export interface TimelineRow {
  orderId: string;
  event: string;
  state: string;
  trigger: string;
}

export interface DocumentRow {
  series: string;
  number: number;
  orderId: string;
}

export interface MailRow {
  id: string;
  orderId: string | null;
  kind: string;
  cause: string;
  status: string;
}

export interface EventRow {
  eventId: string;
  type: string;
  status: string;
  paymentIntentId: string | null;
  claimedOrderId: string | null;
  lastError: string | null;
}

/** What the shop has written down. */
export interface ShopBooks {
  books: BookRow[];
  orders: OrderRow[];
  lines: LineRow[];
  parcels: ParcelRow[];
  parcelLines: ParcelLineRow[];
  ledger: LedgerRow[];
  timeline: TimelineRow[];
  events: EventRow[];
  mails: MailRow[];
  receipts: DocumentRow[];
  creditNotes: DocumentRow[];
  documentSeries: { kind: string; series: string; lastNumber: number }[];
  cartItems: { cartId: string; bookId: number; quantity: number }[];
  discrepancies: {
    kind: string;
    subjectId: string;
    stripeValue: string;
    resolvedAt: string | null;
  }[];
  /** SQLite's own findings, if it has any. */
  damage: string[];
}

/** What Stripe has. */
export interface StripeBooks {
  intents: Stripe.PaymentIntent[];
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
  events: Stripe.Event[];
  deliveries: Pick<RecordedDelivery, 'event' | 'status'>[];
}

/** Everything there is to know when all is quiet: both books, and what was seen from outside. */
export interface Books {
  shop: ShopBooks;
  stripe: StripeBooks;
  operations: readonly Operation[];
  /** Copies that were ever put on the shelf, by slug; null where there is no limit. */
  delivered: ReadonlyMap<string, number | null>;
  /** For how long a page may use what Stripe said before. */
  staleMs: number;
  /** Where no secret may be: the log, and the database's file as it is on disk. */
  texts: { where: string; text: string }[];
}
