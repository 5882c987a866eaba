import type { Payment, RefundsAndDisputes } from '../../payments/payment.js';

/** Which way each kind of entry moves the shop's money. Amounts themselves are never negative. */
const DIRECTIONS = {
  payment: 1,
  refund: -1,
  refund_failed: 1,
  dispute: -1,
  dispute_won: 1,
} as const;

export type LedgerKind = keyof typeof DIRECTIONS;

/** One for each of Stripe's ids and kinds: what is written once is never written again. */
export interface LedgerEntry {
  kind: LedgerKind;
  /** The payment's, the refund's or the dispute's. */
  stripeId: string;
  /** More than 0, in minor units of `currency`. */
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

/** What the shop has of the order's money, in minor units. Below 0 when a refunded payment is disputed too. */
export function balanceOf(ledger: readonly LedgerEntry[]): number {
  return ledger.reduce((sum, entry) => sum + signedMinor(entry), 0);
}

export function signedMinor({ kind, amountMinor }: LedgerEntry): number {
  return DIRECTIONS[kind] * amountMinor;
}

/** What Stripe says now and the ledger does not yet, in the order in which it must have happened. */
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
    // What had come back before we heard of it never moved anything.
    const isNews = isRecorded && !hasEntry(ledger, reversal, entry.stripeId);
    return isNews ? [{ kind: reversal, ...entry }] : [];
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
