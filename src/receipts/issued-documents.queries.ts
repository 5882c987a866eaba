import type { DatabaseService } from '../database/database.service.js';
import { fromSqlTime, toSqlTime } from '../database/sql.js';
import { money } from '../money/money.js';
import { type ReceiptedOrder, receiptedOrders } from '../orders/receipted-orders.queries.js';
import { partsFromJson } from '../tax/domain/tax-json.js';
import { type IssuedDocument, negative, toParts } from './domain/issued-document.js';

interface Row {
  series: string;
  number: number;
  orderId: string;
  issuedAt: string;
  kind: 'receipt' | 'refund' | 'refund_failed';
  /** Null: the order's. So are the parts. */
  amountMinor: number | null;
  taxParts: string | null;
}

const RECEIPTS = `SELECT "series", "number", "orderId", "issuedAt", 'receipt' AS "kind",
  NULL AS "amountMinor", NULL AS "taxParts" FROM "Receipt"`;
const CREDIT_NOTES = `SELECT "series", "number", "orderId", "issuedAt", "kind", "amountMinor", "taxParts"
  FROM "CreditNote"`;
const PAGE = `WHERE ("series", "number") > (?, ?) AND "issuedAt" >= ? AND "issuedAt" < ?
  ORDER BY "series", "number" LIMIT ?`;

/** Those that were issued from then on and before then, by their numbers: first receipts, then credit notes. */
export async function* issuedDocuments(
  database: DatabaseService,
  from: Date,
  before: Date,
  pageSize = 500,
): AsyncGenerator<IssuedDocument> {
  for (const table of [RECEIPTS, CREDIT_NOTES]) {
    let last: Pick<Row, 'series' | 'number'> | undefined = { series: '', number: 0 };
    while (last) {
      const position = [last.series, last.number, toSqlTime(from), toSqlTime(before)];
      const rows: Row[] = await database.sql.all<Row>(`${table} ${PAGE}`, ...position, pageSize);
      yield* await toDocuments(database, rows);
      last = rows.length < pageSize ? undefined : rows.at(-1);
    }
  }
}

async function toDocuments(
  database: DatabaseService,
  rows: readonly Row[],
): Promise<IssuedDocument[]> {
  const ids = new Set(rows.map(({ orderId }) => orderId));
  const orders = await receiptedOrders(database, [...ids]);
  return rows.map((row) => {
    const order = orders.get(row.orderId);
    if (!order) throw new Error(`There is no order ${row.orderId}`);
    return row.kind === 'receipt' ? toReceipt(row, order) : toCreditNote(row, order);
  });
}

function toReceipt(row: Row, order: ReceiptedOrder): IssuedDocument {
  const parts = toParts(order.tax?.parts ?? [], order.total);
  const { total: gross, delivery } = order;
  return { ...toDocument(row, order), kind: 'receipt', gross, parts, delivery };
}

function toCreditNote(row: Row, order: ReceiptedOrder): IssuedDocument {
  const { currency } = order.total;
  const amount = money(row.amountMinor ?? 0, currency);
  const parts = toParts(row.taxParts === null ? [] : partsFromJson(row.taxParts, currency), amount);
  const document = { ...toDocument(row, order), delivery: null };
  if (row.kind === 'refund_failed') return { ...document, kind: 'reversal', gross: amount, parts };
  return {
    ...document,
    kind: 'credit_note',
    gross: negative(amount),
    parts: parts.map(({ net, tax, gross, ...part }) => ({
      ...part,
      net: negative(net),
      tax: negative(tax),
      gross: negative(gross),
    })),
  };
}

function toDocument({ series, number, issuedAt }: Row, order: ReceiptedOrder) {
  const { number: orderNumber, country } = order;
  return { series, number, issuedAt: fromSqlTime(issuedAt), orderNumber, country };
}
