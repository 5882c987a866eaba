/** A PaymentIntent in its present state. */
export interface Payment {
  /** `pi_…` */
  paymentIntentId: string;
  /** By Stripe's clock, in whole seconds, rounded down. */
  createdAt: Date;
  /**
   * - `incomplete`: the shopper has to act.
   * - `processing`: it is on its way: the bank has to decide, or a voucher has to be paid.
   * - `succeeded` and `canceled` are final.
   */
  status: 'incomplete' | 'processing' | 'succeeded' | 'canceled';
  /** `requires_action`: the bank asks the shopper to confirm it. `failure` is then outdated. */
  requiresAction: boolean;
  /** Of a `processing` payment by voucher. Stripe ends the payment when the voucher expires. */
  voucher: Voucher | null;
  /** Its cancellation reason is `abandoned`. */
  isCanceledAsAbandoned: boolean;
  /** In minor units of `currency`, which may be one that the shop does not support. */
  amountMinor: number;
  receivedMinor: number;
  currency: string;
  /** The order id in the metadata, which proves nothing. */
  claimedOrderId: string | null;
  /** Of the last attempt; null after a success. */
  failure: PaymentFailure | null;
}

/** What the shopper pays in a store, at a cash machine or in a banking app, within days. */
export interface Voucher {
  /** Null if Stripe does not say. */
  expiresAt: Date | null;
  /** Stripe's page with the voucher. */
  url: string | null;
}

export interface ListedPayment extends Payment {
  /** In the metadata. Null before the shop wrote it there. */
  claimedOrderNumber: string | null;
  description: string | null;
  email: string | null;
}

export interface PaymentFailure {
  /** Identifies the attempt: the id of its charge, else of its payment method, else the error code. */
  attempt: string;
  code: string;
  message: string;
}

/** What happened to a payment after it succeeded. */
export interface RefundsAndDisputes {
  refunds: Refund[];
  disputes: Dispute[];
}

export interface Refund {
  /** `re_…` */
  refundId: string;
  amountMinor: number;
  currency: string;
  /** `failed`: the refund failed or was canceled, and the shop has the money. */
  outcome: 'succeeded_or_pending' | 'failed';
}

export interface Dispute {
  /** `dp_…` or `du_…` */
  disputeId: string;
  amountMinor: number;
  currency: string;
  /**
   * - `inquiry`: not a dispute yet; no money has been withdrawn.
   * - `closed_without_dispute`: an inquiry that was closed, or a dispute that was prevented.
   * - `open`: the bank has to decide.
   * - `won` and `lost` are the bank's decisions.
   */
  stage: 'inquiry' | 'closed_without_dispute' | 'open' | 'won' | 'lost';
  /** The dispute's effect on the shop's balance, which may precede or follow the change of `stage`. */
  funds: 'none' | 'withdrawn' | 'reinstated';
}

export const STRIPE_MODES = ['sandbox', 'test', 'live'] as const;

/** Where a payment is: other modes and accounts do not have it. */
export interface StripeAccountRef {
  mode: (typeof STRIPE_MODES)[number];
  /** `acct_…` */
  account: string;
}

/** Canceled, or refunded in full. */
export function isFullyClosed(payment: Payment, refunds: readonly Refund[]): boolean {
  return isFinal(payment) && refundedTotal(refunds) >= payment.receivedMinor;
}

/** In minor units. Failed refunds do not count. */
export function refundedTotal(refunds: readonly Refund[]): number {
  const effective = refunds.filter(({ outcome }) => outcome !== 'failed');
  return effective.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

export function isFinal(payment: Payment): boolean {
  return payment.status === 'succeeded' || payment.status === 'canceled';
}

/** Empty texts are left out. `country`: ISO 3166-1 alpha-2. */
export interface Shipping {
  name: string;
  phone: string;
  address: {
    line1: string;
    line2: string;
    city: string;
    state: string;
    postalCode: string;
    country: string;
  };
}
