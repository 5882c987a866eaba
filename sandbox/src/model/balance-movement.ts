import type { BalanceTransaction, TransactionKind } from './balance-transaction.js';
import type { Charge } from './charge.js';
import type { Dispute } from './dispute.js';
import type { Refund } from './refund.js';
import { aftermathOf } from './test-cards.js';

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

export type MovedByDispute = 'dispute' | 'dispute_reversal';

/** Stripe takes a fee with the money, and gives both back. */
export function transactionOfDispute(
  dispute: Dispute,
  kind: MovedByDispute,
  { id, now }: Identity,
): BalanceTransaction {
  const { sign, what } = DISPUTE_MOVES[kind];
  return {
    id,
    created: now,
    kind,
    amount: sign * dispute.amount,
    fee: -sign * DISPUTE_FEE,
    currency: dispute.currency,
    description: `${what} for ${dispute.chargeId}`,
    sourceId: dispute.id,
    ...pendingSince(now),
  };
}

const DISPUTE_FEE = 1500;

const DISPUTE_MOVES = {
  dispute: { sign: -1, what: 'Chargeback withdrawal' },
  dispute_reversal: { sign: 1, what: 'Chargeback reversal' },
};

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
  return pendingSince(now);
}

function pendingSince(now: number) {
  const day = Math.ceil(now / DAY) + DAYS_PENDING;
  return { availableOn: day * DAY, status: 'pending' } as const;
}
