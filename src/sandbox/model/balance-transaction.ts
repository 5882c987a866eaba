import type { Charge } from './charge.js';
import type { Refund } from './refund.js';
import { aftermathOf } from './test-cards.js';

/** What Stripe calls its kinds, and what it says the fee is for. */
export const TRANSACTION_KINDS = {
  charge: { type: 'charge', category: 'charge', feeFor: 'Stripe processing fees' },
  refund: { type: 'refund', category: 'refund', feeFor: null },
  refund_failure: { type: 'refund_failure', category: 'refund_failure', feeFor: null },
} as const satisfies Record<string, { type: string; category: string; feeFor: string | null }>;

export type TransactionKind = keyof typeof TRANSACTION_KINDS;

/** One movement of the account's balance, in the currency of the payment. */
export interface BalanceTransaction {
  id: string;
  created: number;
  kind: TransactionKind;
  /** Below zero: taken from the balance. */
  amount: number;
  /** Taken from it besides. */
  fee: number;
  currency: string;
  description: string | null;
  /** What it is of: a charge, a refund, a dispute. */
  sourceId: string;
  availableOn: number;
  status: 'available' | 'pending';
}

interface Identity {
  id: string;
  now: number;
}

const DAY = 24 * 60 * 60;
const DAYS_PENDING = 2;

/** Stripe's standard price for a card: 2.9 % and 30 cents. */
export function cardFee(amount: number): number {
  return Math.round((amount * 29) / 1000) + 30;
}

export function transactionOfCharge(charge: Charge, identity: Identity): BalanceTransaction {
  const amount = charge.capturedAmount ?? 0;
  return {
    ...movement('charge', charge, identity),
    amount,
    fee: cardFee(amount),
    description: charge.description,
    sourceId: charge.id,
  };
}

/** Stripe keeps the fee of a payment that is refunded. */
export function transactionOfRefund(
  refund: Refund,
  charge: Charge,
  identity: Identity,
): BalanceTransaction {
  return {
    ...movement('refund', charge, identity),
    amount: -refund.amount,
    fee: 0,
    description: `REFUND FOR CHARGE${inBrackets(charge.description)}`,
    sourceId: refund.id,
  };
}

export function transactionOfFailedRefund(
  refund: Refund,
  charge: Charge,
  identity: Identity,
): BalanceTransaction {
  return {
    ...movement('refund_failure', charge, identity),
    amount: refund.amount,
    fee: 0,
    description: `REFUND FAILURE${inBrackets(charge.description)}`,
    sourceId: refund.id,
  };
}

function inBrackets(description: string | null): string {
  return description === null ? '' : ` (${description})`;
}

function movement(kind: TransactionKind, charge: Charge, { id, now }: Identity) {
  const { currency } = charge;
  return { id, created: now, kind, currency, ...availability(charge, now) };
}

/** Most money waits until the start of a day; a card says when it does not. */
function availability({ paymentMethod }: Charge, now: number) {
  if (aftermathOf(paymentMethod) === 'available_at_once') {
    return { availableOn: now, status: 'available' } as const;
  }
  const day = Math.ceil(now / DAY) + DAYS_PENDING;
  return { availableOn: day * DAY, status: 'pending' } as const;
}
