import type { BalanceTransaction } from './balance-transaction.js';
import { type Charge, unrefundedAmount } from './charge.js';
import type { Metadata } from './metadata.js';
import type { Aftermath } from './test-cards.js';

/** Why the shopper went to the bank; an inquiry is a question before a dispute. */
export const DISPUTE_KINDS = {
  fraudulent: { reason: 'fraudulent', networkReasonCode: '10.4', status: 'needs_response' },
  product_not_received: {
    reason: 'product_not_received',
    networkReasonCode: '13.1',
    status: 'needs_response',
  },
  inquiry: { reason: 'fraudulent', networkReasonCode: '10', status: 'warning_needs_response' },
} as const;

export type DisputeKind = keyof typeof DISPUTE_KINDS;

const KINDS_OF_CARDS: Partial<Record<Aftermath, DisputeKind>> = {
  disputed: 'fraudulent',
  disputed_not_received: 'product_not_received',
  inquired: 'inquiry',
};

export type DisputeStatus =
  | 'needs_response'
  | 'under_review'
  | 'won'
  | 'lost'
  | 'warning_needs_response'
  | 'warning_under_review'
  | 'warning_closed';

type Moves = Partial<Record<DisputeStatus, DisputeStatus>>;

/** Every move of a dispute. What was submitted may be added to while it is under review. */
export const DISPUTE_STEPS = {
  submit: {
    needs_response: 'under_review',
    under_review: 'under_review',
    warning_needs_response: 'warning_under_review',
    warning_under_review: 'warning_under_review',
  },
  win: { under_review: 'won', warning_under_review: 'warning_closed' },
  lose: {
    needs_response: 'lost',
    under_review: 'lost',
    warning_needs_response: 'warning_closed',
    warning_under_review: 'warning_closed',
  },
  escalate: { warning_under_review: 'needs_response' },
} as const satisfies Record<string, Moves>;

export type DisputeStep = keyof typeof DISPUTE_STEPS;

/** What the bank says. */
export type Decision = Exclude<DisputeStep, 'submit'>;

export interface Dispute {
  id: string;
  created: number;
  chargeId: string;
  paymentIntentId: string;
  amount: number;
  currency: string;
  cardBrand: string;
  reason: string;
  networkReasonCode: string;
  status: DisputeStatus;
  /** By Stripe's names of its fields. */
  evidence: Readonly<Record<string, string>>;
  submissionCount: number;
  metadata: Metadata;
  /** What it moved in the balance: nothing, a withdrawal, a withdrawal and its reversal. */
  transactions: readonly BalanceTransaction[];
}

/** What the card of a charge is made to bring about. */
export function disputeKindOf(aftermath: Aftermath): DisputeKind | null {
  return KINDS_OF_CARDS[aftermath] ?? null;
}

/** A bank disputes what was taken and not wholly given back, and that once. */
export function mayDispute(charge: Charge): boolean {
  return charge.disputeId === null && unrefundedAmount(charge) > 0;
}

export function newDispute(
  charge: Charge,
  kind: DisputeKind,
  { id, now }: { id: string; now: number },
): Dispute {
  return {
    id,
    created: now,
    chargeId: charge.id,
    paymentIntentId: charge.paymentIntentId,
    amount: charge.capturedAmount ?? 0,
    currency: charge.currency,
    cardBrand: charge.paymentMethod.card.brand,
    ...DISPUTE_KINDS[kind],
    evidence: {},
    submissionCount: 0,
    metadata: {},
    transactions: [],
  };
}

export function mayTake(step: DisputeStep, { status }: Dispute): boolean {
  return movesOf(step)[status] !== undefined;
}

export function take(step: DisputeStep, dispute: Dispute): Dispute {
  const status = movesOf(step)[dispute.status];
  if (status) return { ...dispute, status };
  throw new Error(`A dispute that is ${dispute.status} cannot ${step}: ask mayTake() first.`);
}

export function submitted(dispute: Dispute): Dispute {
  return { ...take('submit', dispute), submissionCount: dispute.submissionCount + 1 };
}

/** Won, lost or let go: nothing can be done about it any more. */
export function isClosed(dispute: Dispute): boolean {
  return !mayTake('lose', dispute);
}

export function isInquiry({ status }: Dispute): boolean {
  return status.startsWith('warning_');
}

/** As long as the money was not withdrawn, and again once it is back. */
export function isChargeRefundable(dispute: Dispute): boolean {
  return isInquiry(dispute) || dispute.status === 'won';
}

/** In test mode the evidence says how the bank will decide. */
const VERDICTS = new Map<string | undefined, Decision>([
  ['winning_evidence', 'win'],
  ['losing_evidence', 'lose'],
  ['escalate_inquiry_evidence', 'escalate'],
]);

export function verdictOf({ evidence }: Dispute): Decision | null {
  return VERDICTS.get(evidence['uncategorized_text']) ?? null;
}

const DAY = 24 * 60 * 60;
const DAYS_TO_RESPOND = 8;

/** The last second of a day. */
export function dueBy({ created }: Dispute): number {
  return (Math.floor(created / DAY) + DAYS_TO_RESPOND + 1) * DAY - 1;
}

function movesOf(step: DisputeStep): Moves {
  return DISPUTE_STEPS[step];
}
