import type { Money } from '../money/money.js';
import type {
  ListedPayment,
  Payment,
  Refund,
  RefundsAndDisputes,
  Shipping,
  StripeAccountRef,
} from './payment.js';

export interface PaymentRequest {
  orderId: string;
  /** In the metadata: a recovery knows by it that the payment is of an order of this shop. */
  orderNumber: number;
  amount: Money;
  /** Shown in the Stripe Dashboard: "Order 1001: …". */
  description: string;
  /** Where the books are sent. Null if they are collected. */
  shipping: Shipping | null;
  idempotencyKey: string;
}

export interface FoundPayment {
  payment: Payment;
  /**
   * Lets its bearer pay. Sent to the shopper's browser only: never stored, logged or put into a URL.
   * Null if the API key may not read it.
   */
  clientSecret: string | null;
}

/**
 * `idempotency_key_exhausted`: Stripe repeats a failure that it stored under the idempotency key, or an earlier version of
 * the shop has sent something else under it. Whether a PaymentIntent was created is unknown.
 */
export type CreateOutcome = Payment | 'idempotency_key_exhausted';

/** `not_cancelable`: the payment has succeeded, or is processing. */
export type CancelOutcome = 'canceled' | 'not_cancelable';

/** Stripe's cancellation reasons. `abandoned`: the order was not paid in time. */
export type CancelReason = 'abandoned' | 'requested_by_customer' | 'duplicate';

export interface RefundRequest {
  paymentIntentId: string;
  amountMinor: number;
  orderId: string;
  /** Random, saved before the call and stored in the refund's metadata, which does not expire. */
  requestId: string;
  idempotencyKey: string;
  /** If false, an existing refund of this request is returned, and none is created. */
  allowCreate: boolean;
}

/**
 * - `idempotency_key_exhausted`: as in `CreateOutcome`.
 * - `not_created`: there is none, and `allowCreate` is false.
 * - `refused`: no money moved; Stripe's message.
 */
export type RefundOutcome =
  Refund | 'idempotency_key_exhausted' | 'not_created' | { refused: string };

/** `refused`: Stripe does not accept it as an e-mail address. */
export type EmailOutcome = 'saved' | 'refused';

/**
 * The events that the shop looks at, and reads from Stripe's list, which accepts at most twenty types. Others about a
 * payment, such as `charge.succeeded`, say nothing that these do not: they are stored, and nothing else.
 */
export const HANDLED_EVENT_TYPES: readonly string[] = [
  'payment_intent.created',
  'payment_intent.processing',
  'payment_intent.payment_failed',
  'payment_intent.succeeded',
  'payment_intent.canceled',
  'charge.refunded',
  'charge.refund.updated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
];

/** A verified Stripe event. */
export interface PaymentEvent {
  /** `evt_…` */
  eventId: string;
  /** Such as `payment_intent.succeeded`. */
  type: string;
  apiVersion: string | null;
  createdAt: Date;
  /** Null if the event is not about a payment. */
  paymentIntentId: string | null;
  /** The order id in the metadata, which proves nothing. */
  claimedOrderId: string | null;
  /** The event as JSON, without secrets. */
  payload: string;
}

/**
 * The port to Stripe. Every method may throw a `ShopProblem`: `payment-unavailable` if Stripe did not
 * answer before the deadline (whether it acted is unknown until the same idempotency key is sent
 * again), or `payment-misconfigured` if it refused the API key. It may also throw an
 * `InvalidPaymentRequestError`: Stripe rejected the request and did nothing.
 */
export abstract class PaymentGateway {
  /** Requested once per process, then cached. */
  abstract currentAccount(): Promise<StripeAccountRef>;

  /** Makes a small request, for the Date header of its response: see `StripeClockService`. */
  abstract sampleClock(): Promise<void>;

  /** Creates a PaymentIntent, or returns the one created with the same idempotency key. */
  abstract create(request: PaymentRequest): Promise<CreateOutcome>;

  /** Null if the Stripe account has no such payment. */
  abstract find(paymentIntentId: string): Promise<FoundPayment | null>;

  /** Sets `receipt_email`, before the payment is confirmed. */
  abstract setEmail(
    paymentIntentId: string,
    email: string,
    idempotencyKey: string,
  ): Promise<EmailOutcome>;

  /** All refunds and disputes of a payment, oldest first. Empty if there is no such payment. */
  abstract refundsAndDisputes(paymentIntentId: string): Promise<RefundsAndDisputes>;

  /** An idempotency key must always be used with the same reason. */
  abstract cancel(
    paymentIntentId: string,
    reason: CancelReason,
    idempotencyKey: string,
  ): Promise<CancelOutcome>;

  /** Creates a refund, or returns the one that the same request created earlier, at any time. */
  abstract refund(request: RefundRequest): Promise<RefundOutcome>;

  /** All payments of the account created since then, newest first. */
  abstract paymentsSince(since: Date): AsyncIterable<ListedPayment>;

  /** The ids of payments with a refund or dispute created since then. An id may be repeated. */
  abstract refundedOrDisputedSince(since: Date): AsyncIterable<string>;

  /** Stripe's list of the events that the shop handles, newest first. It covers thirty days. */
  abstract eventsSince(since: Date): AsyncIterable<PaymentEvent>;

  /**
   * Verifies and parses a webhook. `signatures`: every Stripe-Signature header of the request. Throws
   * `invalid-signature` or `invalid-event`. The body is parsed only after verification.
   */
  abstract readEvent(body: Buffer, signatures: string[]): PaymentEvent;
}
