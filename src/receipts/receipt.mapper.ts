import type { CreditNote as CreditNoteRow } from '../database/generated/client.js';
import type { Currency } from '../money/currency.js';
import { money } from '../money/money.js';
import { partsFromJson } from '../tax/domain/tax-json.js';
import type { CreditNote } from './domain/credit-note.js';

/** The database has a CHECK for the kind. `currency`: the order's. */
export function toCreditNote(row: CreditNoteRow, currency: Currency): CreditNote {
  const { series, number, stripeId, amountMinor, taxParts, issuedAt } = row;
  return {
    series,
    number,
    kind: row.kind === 'refund' ? 'refund' : 'refund_failed',
    stripeId,
    amount: money(amountMinor, currency),
    parts: taxParts === null ? [] : partsFromJson(taxParts, currency),
    issuedAt,
  };
}
