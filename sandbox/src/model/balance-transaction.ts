/** What Stripe calls its kinds, and what it says the fee is for. */
export const TRANSACTION_KINDS = {
  charge: { type: 'charge', category: 'charge', feeFor: 'Stripe processing fees' },
  refund: { type: 'refund', category: 'refund', feeFor: null },
  dispute: { type: 'adjustment', category: 'dispute', feeFor: 'Dispute fee' },
  dispute_reversal: { type: 'adjustment', category: 'dispute_reversal', feeFor: 'Dispute fee' },
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
