import type { Money } from '../../money/money.js';
import { balanceOf, type LedgerEntry } from '../../orders/domain/ledger.js';
import type { TaxPart } from '../../pricing/tax.js';
import { partsLeft, partsRestored, refundedParts } from '../../tax/domain/refunded-parts.js';
import type { DocumentNumber } from './document-number.js';

/** A refund of a receipted order, or one that failed and is taken back. */
export interface CreditNote extends DocumentNumber {
  kind: 'refund' | 'refund_failed';
  /** Of the ledger entry. */
  stripeId: string;
  /** Positive. */
  amount: Money;
  /** The share of each part of the order's tax. Empty if it has none. */
  parts: readonly TaxPart[];
  issuedAt: Date;
}

export type CreditNoteDraft = Pick<CreditNote, 'kind' | 'stripeId' | 'amount' | 'parts'>;

interface ReceiptedOrder {
  total: Money;
  tax: { parts: readonly TaxPart[] } | null;
}

/**
 * The credit notes for the entries at the end of the ledger: those of refunds, and of refunds that failed. Disputes have
 * none: a bank that takes money back does not undo the sale. What was paid beyond the total was not receipted, so that
 * its refund is not credited; nor is money in another currency.
 *
 * `issued`: for the entries before.
 */
export function creditNotesFor(
  { total, tax }: ReceiptedOrder,
  ledger: readonly LedgerEntry[],
  entries: readonly LedgerEntry[],
  issued: readonly CreditNoteDraft[],
): CreditNoteDraft[] {
  const drafts: CreditNoteDraft[] = [];
  const before = ledger.filter((entry) => !entries.includes(entry));
  for (const [at, { kind, stripeId }] of entries.entries()) {
    if (kind !== 'refund' && kind !== 'refund_failed') continue;
    const soFar = [...before, ...entries.slice(0, at)];
    const former = creditedMinor(total, soFar);
    const change = creditedMinor(total, [...soFar, ...entries.slice(at, at + 1)]) - former;
    if (change === 0) continue;
    const amount = { minor: Math.abs(change), currency: total.currency };
    const all = [...issued, ...drafts];
    const left = tax ? leftOf(tax.parts, all) : [];
    const parts =
      change > 0 ? refundedParts(left, amount) : refundedParts(partsLeft(tax?.parts ?? [], left), amount); // prettier-ignore
    drafts.push({ kind, stripeId, amount, parts });
  }
  return drafts;
}

/** What is left of the parts of a receipt after its credit notes. */
export function leftOf(
  parts: readonly TaxPart[],
  notes: readonly Pick<CreditNote, 'kind' | 'parts'>[],
): readonly TaxPart[] {
  return notes.reduce(
    (left, note) =>
      note.kind === 'refund' ? partsLeft(left, note.parts) : partsRestored(left, note.parts),
    parts,
  );
}

/** How much of the total refunds have given back, in minor units. */
function creditedMinor(total: Money, ledger: readonly LedgerEntry[]): number {
  const own = ledger.filter(({ currency }) => currency === total.currency);
  const paid = balanceOf(own.filter(({ kind }) => kind === 'payment'));
  const refunded = -balanceOf(own.filter(({ kind }) => kind === 'refund' || kind === 'refund_failed')); // prettier-ignore
  const surplus = Math.max(0, paid - total.minor);
  return Math.min(Math.max(0, refunded - surplus), total.minor);
}
