import type { Decline } from './decline.js';
import type { PaymentMethod } from './payment-method.js';
import type { Terms } from './terms.js';

/** One attempt at taking the money. What it was charged with is frozen in it. */
export interface Charge extends Terms {
  id: string;
  created: number;
  paymentIntentId: string;
  amount: number;
  currency: string;
  customerId: string | null;
  /** null: the bank said yes. */
  decline: Decline | null;
  paymentMethod: PaymentMethod;
  /** The shopper passed 3-D Secure. */
  isAuthenticated: boolean;
  /** What of the amount was taken; null: nothing, it is authorized only, or declined. */
  capturedAmount: number | null;
  /** What was authorized and given back without being taken. */
  releasedAmount: number;
  /** Given back by refunds, those under way among them. */
  refundedAmount: number;
  /** null until the balance has the money. */
  balanceTransactionId: string | null;
  disputeId: string | null;
}

/** Stripe counts what was never taken with what was refunded. */
export function amountGivenBack({ releasedAmount, refundedAmount }: Charge): number {
  return releasedAmount + refundedAmount;
}

export function unrefundedAmount({ capturedAmount, refundedAmount }: Charge): number {
  return (capturedAmount ?? 0) - refundedAmount;
}

/** `amount` below zero: a refund that failed. */
export function withRefunded(charge: Charge, amount: number): Charge {
  return { ...charge, refundedAmount: charge.refundedAmount + amount };
}
