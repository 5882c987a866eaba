import type { Payment, RefundsAndDisputes } from '../../payments/payment.js';

/** The sign of each kind of entry. Amounts are never negative. */
const DIRECTIONS = {
  payment: 1,
  refund: -1,
  refund_failed: 1,
  dispute: -1,
  dispute_won: 1,
} as const;

export type LedgerKind = keyof typeof DIRECTIONS;

/** Unique by `stripeId` and `kind`, and never changed. */
export interface LedgerEntry {
  kind: LedgerKind;
  /** The id of the payment, refund or dispute. */
  stripeId: string;
  /** Positive, in minor units of `currency`. */
  amountMinor: number;
  currency: string;
}

export const LEDGER_KINDS = Object.keys(DIRECTIONS) as LedgerKind[];

export function paymentEntry({
  paymentIntentId,
  receivedMinor,
  currency,
}: Pick<Payment, 'paymentIntentId' | 'receivedMinor' | 'currency'>): LedgerEntry {
  return { kind: 'payment', stripeId: paymentIntentId, amountMinor: receivedMinor, currency };
}

/** In minor units. Negative if a refunded payment is disputed as well. */
export function balanceOf(ledger: readonly LedgerEntry[]): number {
  return ledger.reduce((sum, entry) => sum + signedMinor(entry), 0);
}

export function signedMinor({ kind, amountMinor }: LedgerEntry): number {
  return DIRECTIONS[kind] * amountMinor;
}

/** The entries that the ledger lacks: refunds before disputes, each oldest first. */
export function missingEntries(
  ledger: readonly LedgerEntry[],
  { refunds, disputes }: RefundsAndDisputes,
): LedgerEntry[] {
  const movements = [
    ...refunds.map(({ refundId, outcome, ...funds }) => ({
      stripeId: refundId,
      ...movementOf('refund', 'refund_failed', outcome === 'failed'),
      ...funds,
    })),
    ...disputes
      .filter(({ funds }) => funds !== 'none')
      .map(({ disputeId, funds, amountMinor, currency }) => ({
        stripeId: disputeId,
        ...movementOf('dispute', 'dispute_won', funds === 'reinstated'),
        amountMinor,
        currency,
      })),
  ];
  return movements.flatMap(({ debit, reversal, isReversed, ...entry }) => {
    const isRecorded = hasEntry(ledger, debit, entry.stripeId);
    if (!isReversed) return isRecorded ? [] : [{ kind: debit, ...entry }];
    // A movement that was reversed before it was recorded had no effect.
    const isMissing = isRecorded && !hasEntry(ledger, reversal, entry.stripeId);
    return isMissing ? [{ kind: reversal, ...entry }] : [];
  });
}

function movementOf(debit: LedgerKind, reversal: LedgerKind, isReversed: boolean) {
  return { debit, reversal, isReversed };
}

export function hasEntry(
  ledger: readonly LedgerEntry[],
  kind: LedgerKind,
  stripeId: string,
): boolean {
  return ledger.some((entry) => entry.kind === kind && entry.stripeId === stripeId);
}
