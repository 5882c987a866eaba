import { type Sql, toInsert } from '../database/sql.js';
import type { Money } from '../money/money.js';
import type { LedgerEntry } from '../orders/domain/ledger.js';
import type { Tax } from '../pricing/tax.js';
import { partsToJson } from '../tax/domain/tax-json.js';
import { creditNotesFor } from './domain/credit-note.js';
import type { DocumentKind, DocumentNumber } from './domain/document-number.js';
import { findCreditNotes, findReceiptRow } from './receipt-rows.queries.js';

// Every function is part of its caller's transaction: the transaction in which the money moved.

/** The receipt of an order whose money has come. */
export async function issueReceipt(sql: Sql, orderId: string): Promise<void> {
  const number = await nextNumber(sql, 'receipt');
  // fail-point: receipt-number-taken
  const row = toInsert([{ ...number, orderId, issuedAt: new Date() }]);
  await sql.run(`INSERT INTO "Receipt" (${row.columns}) VALUES ${row.places}`, ...row.values);
}

/** The order with its ledger, of which `entries` are the last. */
export interface LedgerChange {
  order: { id: string; total: Money; tax: Tax | null };
  ledger: readonly LedgerEntry[];
  entries: readonly LedgerEntry[];
}

/** The credit notes of these entries. None for an order without a receipt: it was never accepted. */
export async function issueCreditNotes(
  sql: Sql,
  { order, ledger, entries }: LedgerChange,
): Promise<void> {
  if (!(await findReceiptRow(sql, order.id))) return;
  const issued = await findCreditNotes(sql, order.id, order.total.currency);
  for (const draft of creditNotesFor(order, ledger, entries, issued)) {
    const { kind, stripeId, amount, parts } = draft;
    const taxParts = order.tax && partsToJson(parts);
    const data = { orderId: order.id, kind, stripeId, amountMinor: amount.minor, taxParts };
    const number = await nextNumber(sql, 'credit_note');
    const row = toInsert([{ ...data, ...number, issuedAt: new Date() }]);
    await sql.run(`INSERT INTO "CreditNote" (${row.columns}) VALUES ${row.places}`, ...row.values);
  }
}

/**
 * From a row that is incremented: a transaction that is rolled back gives its number back, which a sequence of
 * PostgreSQL does not. Of two at once, one waits, and is run again.
 */
async function nextNumber(sql: Sql, kind: DocumentKind): Promise<DocumentNumber> {
  const [number] = await sql.all<DocumentNumber>(NEXT_NUMBER, kind);
  if (!number) throw new Error(`There is no number for a ${kind}`);
  return number;
}

const NEXT_NUMBER = `INSERT INTO "DocumentSeries" ("kind", "series", "lastNumber") VALUES (?, '', 1)
  ON CONFLICT ("kind") DO UPDATE SET "lastNumber" = "DocumentSeries"."lastNumber" + 1
  RETURNING "series", "lastNumber" AS "number"`;
