import type { Money } from '../money/money.js';
import type {
  ListedPayment,
  Payment,
  Refund,
  RefundsAndDisputes,
  StripeAccountRef,
} from './payment.js';

export interface PaymentRequest {
  orderId: string;
  amount: Money;
  /** For the Stripe Dashboard and the shopper's statement of account: "Folio order 1001: …". */
  description: string;
  idempotencyKey: string;
}

export interface FoundPayment {
  payment: Payment;
  /**
   * Lets its bearer pay. Goes to that shopper's browser: never stored, logged or put in a URL. Null
   * when our key may not see it.
   */
  clientSecret: string | null;
}

/**
 * `key-spent`: Stripe failed when it first met this idempotency key, and will only repeat that.
 * Whether it made a payment is unknown.
 */
export type CreateOutcome = Payment | 'idempotency_key_exhausted';

/** `money-moved`: it had succeeded, or the bank is deciding; it can no longer be stopped. */
export type CancelOutcome = 'canceled' | 'not_cancelable';

/** Stripe's words. An `abandoned` payment is one that nobody paid in time. */
export type CancelReason = 'abandoned' | 'requested_by_customer' | 'duplicate';

export interface RefundRequest {
  paymentIntentId: string;
  amountMinor: number;
  orderId: string;
  /** Random, saved before the call: names this refund at Stripe for as long as Stripe knows of it. */
  requestId: string;
  idempotencyKey: string;
  /** False: what it made before is looked for, and nothing is made now. */
  allowCreate: boolean;
}

/** `key-spent` as in StartOutcome. `refused`: no money moved, in Stripe's words for the shop. */
export type RefundOutcome =
  Refund | 'idempotency_key_exhausted' | 'not_created' | { refused: string };

/** `refused`: Stripe does not take it for an e-mail address. */
export type EmailOutcome = 'saved' | 'refused';

/** A signed event, in the shop's words. */
export interface PaymentEvent {
  /** `evt_…` */
  eventId: string;
  /** Stripe's, such as `payment_intent.succeeded`. */
  type: string;
  apiVersion: string | null;
  createdAt: Date;
  /** The payment it is about, where it is about one. */
  paymentIntentId: string | null;
  /** The order that its metadata claims, which proves nothing. */
  claimedOrderId: string | null;
  /** As received, less what must not be kept. */
  payload: string;
}

/**
 * The shop's one door to Stripe. Every method may throw a ShopProblem: `payment-unavailable` when
 * Stripe did not answer before the request's deadline (whether it acted is then unknown; the same
 * idempotency key tells), `payment-misconfigured` when it refused our keys. And a RefusedRequest:
 * Stripe answered that the request is wrong, and did nothing.
 */
export abstract class PaymentGateway {
  /** Asked once, then remembered. */
  abstract currentAccount(): Promise<StripeAccountRef>;

  /** Asks something small, for the sake of the time that the answer carries: see StripeClock. */
  abstract sampleClock(): Promise<void>;

  /** Makes a payment, or finds the one that the same idempotency key made before. */
  abstract create(request: PaymentRequest): Promise<CreateOutcome>;

  /** Null when this Stripe account has no such payment. */
  abstract find(paymentIntentId: string): Promise<FoundPayment | null>;

  /** Tells Stripe whom the payment is from, before it is confirmed. */
  abstract setEmail(
    paymentIntentId: string,
    email: string,
    idempotencyKey: string,
  ): Promise<EmailOutcome>;

  /** Every refund and dispute of a payment that succeeded, as they stand now. None of one that is not there. */
  abstract refundsAndDisputes(paymentIntentId: string): Promise<RefundsAndDisputes>;

  /** The same key always comes with the same reason. */
  abstract cancel(
    paymentIntentId: string,
    reason: CancelReason,
    idempotencyKey: string,
  ): Promise<CancelOutcome>;

  /** Gives money back, or finds the refund that the same request made before, however long ago. */
  abstract refund(request: RefundRequest): Promise<RefundOutcome>;

  /** Every payment of this account that was begun since then, newest first. */
  abstract paymentsSince(since: Date): AsyncIterable<ListedPayment>;

  /** The payments of which money was given or taken back since then. */
  abstract refundedOrDisputedSince(since: Date): AsyncIterable<string>;

  /**
   * What Stripe would deliver, or has delivered, from its own list, the newest first. It remembers
   * thirty days.
   */
  abstract eventsSince(since: Date): AsyncIterable<PaymentEvent>;

  /**
   * `signatures`: every Stripe-Signature header of the request. Throws `invalid-signature` or
   * `invalid-event`, and looks at nothing in the body before the signature is good.
   */
  abstract readEvent(body: Buffer, signatures: string[]): PaymentEvent;
}
