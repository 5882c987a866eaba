import { isCapturable } from './capture.js';
import { type Charge, unrefundedAmount } from './charge.js';
import { type Dispute, isChargeRefundable } from './dispute.js';
import type { Metadata } from './metadata.js';
import { fractionProblem } from './minimum-amounts.js';
import { moneyText } from './money-text.js';
import { type Aftermath, aftermathOf } from './test-cards.js';

export const REFUND_REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;

export interface Refund {
  id: string;
  created: number;
  chargeId: string;
  paymentIntentId: string;
  paymentMethodId: string;
  customerId: string | null;
  amount: number;
  currency: string;
  reason: (typeof REFUND_REASONS)[number] | null;
  metadata: Metadata;
  status: 'pending' | 'succeeded' | 'failed';
  failureReason: string | null;
  balanceTransactionId: string | null;
  failureBalanceTransactionId: string | null;
  /** By which the shopper's bank can find it; null: not known yet. */
  reference: string | null;
}

/** What becomes of a refund at once, and what later. */
interface RefundCourse {
  status: Refund['status'];
  later: 'finish_refund' | 'fail_refund';
}

const USUAL: RefundCourse = { status: 'succeeded', later: 'finish_refund' };

const COURSES: Partial<Record<Aftermath, RefundCourse>> = {
  refund_fails: { status: 'succeeded', later: 'fail_refund' },
  refund_pends: { status: 'pending', later: 'finish_refund' },
};

export function refundCourse({ paymentMethod }: Charge): RefundCourse {
  return COURSES[aftermathOf(paymentMethod)] ?? USUAL;
}

export interface RefundProblem {
  code: string | null;
  param: string | null;
  message: string;
}

/** Why Stripe would not refund that much of the charge, if it would not. */
export function refundProblem(
  charge: Charge,
  amount: number | null,
  dispute: Dispute | undefined,
): RefundProblem | null {
  const { id, paymentIntentId } = charge;
  if (charge.decline !== null) {
    return refused(noSuccessfulCharge(paymentIntentId));
  }
  if (isCapturable(charge)) {
    return refused(
      `This uncaptured Charge was created by a PaymentIntent (${paymentIntentId}). You must cancel the PaymentIntent to reverse the authorization instead of refunding the Charge directly. For more information, see https://stripe.com/docs/payments/place-a-hold-on-a-payment-method`,
    );
  }
  if (dispute && !isChargeRefundable(dispute)) {
    const message = `Charge ${id} has been charged back; cannot issue a refund.`;
    return refused(message, 'charge_disputed');
  }
  const left = unrefundedAmount(charge);
  if (left === 0) {
    return refused(`Charge ${id} has already been refunded.`, 'charge_already_refunded');
  }
  return amount === null ? null : amountProblem(charge, amount, left);
}

function amountProblem(charge: Charge, amount: number, left: number): RefundProblem | null {
  const { currency, refundedAmount } = charge;
  const fraction = fractionProblem(amount, currency);
  if (fraction) return { param: 'amount', ...fraction };
  if (amount <= left) return null;
  const most = refundedAmount === 0 ? 'charge amount' : 'unrefunded amount on charge';
  const message = `Refund amount (${moneyText(amount, currency)}) is greater than ${most} (${moneyText(left, currency)})`;
  return { code: null, param: 'amount', message };
}

export function noSuccessfulCharge(paymentIntentId: string): string {
  return `This PaymentIntent (${paymentIntentId}) does not have a successful charge to refund.`;
}

interface Asked {
  /** null: all that is left. */
  amount: number | null;
  reason: Refund['reason'];
  metadata: Metadata;
}

export function newRefund(
  charge: Charge,
  { amount, reason, metadata }: Asked,
  { id, now }: { id: string; now: number },
): Refund {
  return {
    id,
    created: now,
    chargeId: charge.id,
    paymentIntentId: charge.paymentIntentId,
    paymentMethodId: charge.paymentMethod.id,
    customerId: charge.customerId,
    amount: amount ?? unrefundedAmount(charge),
    currency: charge.currency,
    reason,
    metadata,
    status: refundCourse(charge).status,
    failureReason: null,
    balanceTransactionId: null,
    failureBalanceTransactionId: null,
    reference: null,
  };
}

/** The bank has it. */
export function finished(refund: Refund, reference: string): Refund {
  return { ...refund, status: 'succeeded', reference };
}

/** The bank sent it back, so the account has the money again. */
export function failed(refund: Refund, failureBalanceTransactionId: string): Refund {
  const failureReason = 'expired_or_canceled_card';
  return { ...refund, status: 'failed', failureReason, failureBalanceTransactionId };
}

function refused(message: string, code: string | null = null): RefundProblem {
  return { code, param: null, message };
}
