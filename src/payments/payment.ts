/** What Stripe says of a payment now, in the shop's words. */
export interface Payment {
  /** `pi_…` */
  paymentIntentId: string;
  /** By Stripe's clock, to the second below. */
  createdAt: Date;
  /**
   * `awaiting`: the shopper has yet to do something. `processing`: the bank decides.
   * `succeeded` and `canceled` are for good.
   */
  status: 'incomplete' | 'processing' | 'succeeded' | 'canceled';
  /** Of an `awaiting` one: its bank asks the shopper to confirm it. The last failure is old news. */
  requiresAction: boolean;
  /** Of a `canceled` one: given up because nobody paid, rather than for any other reason. */
  isCanceledAsAbandoned: boolean;
  /** Asked for, in minor units of `currency`, which may be one the shop does not sell in. */
  amountMinor: number;
  receivedMinor: number;
  currency: string;
  /** What its metadata claims, which proves nothing. */
  claimedOrderId: string | null;
  /** The last attempt's failure, in Stripe's words; null after a success. */
  failure: PaymentFailure | null;
}

/** With what tells an account's payments apart. */
export interface ListedPayment extends Payment {
  description: string | null;
  email: string | null;
}

export interface PaymentFailure {
  /** Names the attempt: its charge, or what it was tried with when there was no charge. */
  attempt: string;
  code: string;
  message: string;
}

/** What became of a payment's money after it had come. */
export interface RefundsAndDisputes {
  refunds: Refund[];
  disputes: Dispute[];
}

export interface Refund {
  /** `re_…` */
  refundId: string;
  amountMinor: number;
  currency: string;
  /** `given`: it left the shop, or is on its way. `failed`: it came back, or never left. */
  outcome: 'succeeded_or_pending' | 'failed';
}

export interface Dispute {
  /** `dp_…` or `du_…` */
  disputeId: string;
  amountMinor: number;
  currency: string;
  /** An `inquiry` may become a dispute. `dropped` is what never did, or was kept from it. */
  stage: 'inquiry' | 'closed_without_dispute' | 'open' | 'won' | 'lost';
  /** What it has done to the shop's balance, whatever it is called: the one goes before the other. */
  funds: 'none' | 'withdrawn' | 'reinstated';
}

export const STRIPE_MODES = ['sandbox', 'test', 'live'] as const;

/** Where an order's payment lives: another mode or account knows nothing of it. */
export interface StripeAccountRef {
  mode: (typeof STRIPE_MODES)[number];
  /** `acct_…` */
  account: string;
}

/** Nobody has paid it and nobody can, or all that came has gone back. */
export function isFullyClosed(
  { status, receivedMinor }: Payment,
  refunds: readonly Refund[],
): boolean {
  if (status !== 'canceled' && status !== 'succeeded') return false;
  return refundedTotal(refunds) >= receivedMinor;
}

/** In minor units. */
export function refundedTotal(refunds: readonly Refund[]): number {
  const given = refunds.filter(({ outcome }) => outcome === 'succeeded_or_pending');
  return given.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

export function isFinal(payment: Payment): boolean {
  return payment.status === 'succeeded' || payment.status === 'canceled';
}
