import type { WriteTransaction } from '../database/database.service.js';
import type { Money } from '../money/money.js';
import type { LedgerEntry } from '../orders/domain/ledger.js';
import type { Tax } from '../pricing/tax.js';
import { partsToJson } from '../tax/domain/tax-json.js';
import { creditNotesFor } from './domain/credit-note.js';
import type { DocumentKind, DocumentNumber } from './domain/document-number.js';
import { toCreditNote } from './receipt.mapper.js';

// Every function is part of its caller's transaction: the transaction in which the money moved.

/** The receipt of an order whose money has come. */
export async function issueReceipt(tx: WriteTransaction, orderId: string): Promise<void> {
  const number = await nextNumber(tx, 'receipt');
  // fail-point: receipt-number-taken
  await tx.receipt.create({ data: { ...number, orderId } });
}

/** The order with its ledger, of which `entries` are the last. */
export interface LedgerChange {
  order: { id: string; total: Money; tax: Tax | null };
  ledger: readonly LedgerEntry[];
  entries: readonly LedgerEntry[];
}

/** The credit notes of these entries. None for an order without a receipt: it was never accepted. */
export async function issueCreditNotes(
  tx: WriteTransaction,
  { order, ledger, entries }: LedgerChange,
): Promise<void> {
  const receipt = await tx.receipt.findUnique({ where: { orderId: order.id } });
  if (!receipt) return;
  const rows = await tx.creditNote.findMany({ where: { orderId: order.id } });
  const issued = rows.map((row) => toCreditNote(row, order.total.currency));
  for (const draft of creditNotesFor(order, ledger, entries, issued)) {
    const { kind, stripeId, amount, parts } = draft;
    const taxParts = order.tax && partsToJson(parts);
    const data = { orderId: order.id, kind, stripeId, amountMinor: amount.minor, taxParts };
    await tx.creditNote.create({ data: { ...data, ...(await nextNumber(tx, 'credit_note')) } });
  }
}

/**
 * From a row that is incremented: a transaction that is rolled back gives its number back, which a sequence of
 * PostgreSQL does not. Of two at once, one waits, and is run again.
 */
async function nextNumber(tx: WriteTransaction, kind: DocumentKind): Promise<DocumentNumber> {
  const { series, lastNumber } = await tx.documentSeries.upsert({
    where: { kind },
    create: { kind, series: '', lastNumber: 1 },
    update: { lastNumber: { increment: 1 } },
  });
  return { series, number: lastNumber };
}
