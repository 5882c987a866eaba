import { type CreditNote as CreditNoteRow, Prisma } from '../database/generated/client.js';
import { columnsIn, fromSqlTime, type Sql } from '../database/sql.js';
import type { Currency } from '../money/currency.js';
import type { CreditNote } from './domain/credit-note.js';
import type { DocumentNumber } from './domain/document-number.js';
import { toCreditNote } from './receipt.mapper.js';

type StoredCreditNote = Omit<CreditNoteRow, 'issuedAt'> & { issuedAt: string };

const RECEIPT = 'SELECT "series", "number", "issuedAt" FROM "Receipt" WHERE "orderId" = ?';
const CREDIT_NOTES = `SELECT ${columnsIn(Prisma.CreditNoteScalarFieldEnum)} FROM "CreditNote"
  WHERE "orderId" = ? ORDER BY "issuedAt", "number"`;

export async function findReceiptRow(
  sql: Sql,
  orderId: string,
): Promise<(DocumentNumber & { issuedAt: Date }) | null> {
  const [row] = await sql.all<DocumentNumber & { issuedAt: string }>(RECEIPT, orderId);
  return row ? { ...row, issuedAt: fromSqlTime(row.issuedAt) } : null;
}

/** Oldest first. `currency`: the order's. */
export async function findCreditNotes(
  sql: Sql,
  orderId: string,
  currency: Currency,
): Promise<CreditNote[]> {
  const rows = await sql.all<StoredCreditNote>(CREDIT_NOTES, orderId);
  return rows.map((row) => toCreditNote({ ...row, issuedAt: fromSqlTime(row.issuedAt) }, currency));
}
