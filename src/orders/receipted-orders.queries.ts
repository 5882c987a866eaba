import type { DatabaseService } from '../database/database.service.js';
import { toMoney } from '../database/known-values.js';
import { placeholdersFor } from '../database/sql.js';
import type { Money } from '../money/money.js';
import type { Tax } from '../pricing/tax.js';
import { taxFromJson } from '../tax/domain/tax-json.js';

/** What a list of receipts says of an order. */
export interface ReceiptedOrder {
  id: string;
  number: number;
  /** Where the books go, or the shop's own for what is collected. Null in older and recovered orders. */
  country: string | null;
  total: Money;
  tax: Tax | null;
  /** Of the delivery, as a part of the total. */
  delivery: Money | null;
}

interface Row {
  id: string;
  number: number;
  currency: string;
  totalMinor: number;
  tax: string | null;
  deliveryCountry: string | null;
  deliveryMinor: number | null;
}

const OF_IDS = (ids: readonly string[]) =>
  `SELECT "id", "number", "currency", "totalMinor", "tax", "deliveryCountry", "deliveryMinor"
  FROM "Order" WHERE "id" IN (${placeholdersFor(ids)})`;

/** By id. Without lines and timeline: it is read for thousands of orders. */
export async function receiptedOrders(
  { sql }: DatabaseService,
  ids: readonly string[],
): Promise<Map<string, ReceiptedOrder>> {
  const rows = await sql.all<Row>(OF_IDS(ids), ...ids);
  return new Map(rows.map((row) => [row.id, toReceiptedOrder(row)]));
}

function toReceiptedOrder(row: Row): ReceiptedOrder {
  const { id, number, currency, totalMinor, tax, deliveryCountry, deliveryMinor } = row;
  const total = toMoney(totalMinor, currency);
  return {
    id,
    number,
    country: deliveryCountry,
    total,
    tax: tax === null ? null : taxFromJson(tax, total.currency),
    delivery: deliveryMinor === null ? null : toMoney(deliveryMinor, currency),
  };
}
