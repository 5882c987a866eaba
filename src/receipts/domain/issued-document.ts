import { money, type Money } from '../../money/money.js';
import type { TaxPart } from '../../pricing/tax.js';
import { type DocumentKind, type DocumentNumber, formatDocumentNumber } from './document-number.js';

/** What is taxed at one rate. Name and rate are null if no tax was collected. */
export interface DocumentPart extends Pick<TaxPart, 'net' | 'tax' | 'gross'> {
  name: string | null;
  rate: string | null;
}

/** A receipt or a credit note, as a bookkeeper lists it. Amounts are negative for what is given back. */
export interface IssuedDocument extends DocumentNumber {
  /** `reversal`: of a credit note, whose refund failed. It has a number of the credit notes. */
  kind: DocumentKind | 'reversal';
  issuedAt: Date;
  orderNumber: number;
  country: string | null;
  gross: Money;
  /** At least one. */
  parts: readonly DocumentPart[];
  /** Of the delivery, as the receipt has it. Null on credit notes. */
  delivery: Money | null;
}

export function numberOf({ kind, ...number }: IssuedDocument): string {
  return formatDocumentNumber(kind === 'receipt' ? 'receipt' : 'credit_note', number);
}

export function toParts(parts: readonly TaxPart[], gross: Money): readonly DocumentPart[] {
  if (parts.length > 0) return parts;
  const none = money(0, gross.currency);
  return [{ name: null, rate: null, net: gross, tax: none, gross }];
}

/** Of what is given back. */
export function negative({ minor, currency }: Money): Money {
  return money(minor === 0 ? 0 : -minor, currency);
}

/**
 * The numbers between these two documents, which follow each other in a list: `R-4`, or `R-4 to R-6`. Null if there is
 * none between them, or they are of two series.
 */
export function missingBetween(before: IssuedDocument, next: IssuedDocument): string | null {
  const isOneSeries =
    (before.kind === 'receipt') === (next.kind === 'receipt') && before.series === next.series;
  const [first, last] = [before.number + 1, next.number - 1];
  if (!isOneSeries || first > last) return null;
  const [from, to] = [first, last].map((number) => numberOf({ ...next, number }));
  return first === last ? (from ?? null) : `${from} to ${to}`;
}
