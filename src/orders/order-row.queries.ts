import { Prisma } from '../database/generated/client.js';
import { columnsIn, fromSqlTime, type Sql } from '../database/sql.js';
import type { OrderRow } from './order.mapper.js';

/** A column whose value is unique, so that it finds one order. */
export type UniqueColumn = 'id' | 'number' | 'token' | 'paymentIntentId' | 'activeOrderKey';

type Line = OrderRow['lines'][number];
type Stored<Row, Times extends keyof Row> = Omit<Row, Times> & Record<Times, string>;
type LedgerRow = OrderRow['ledger'][number];
type TimelineRow = OrderRow['timeline'][number];
type StoredOrder = Omit<OrderRow, 'lines' | 'ledger' | 'timeline' | NullableTime | 'placedAt'> &
  Record<NullableTime, string | null> & { placedAt: string };
type NullableTime = 'paidAt' | 'removedFromCartAt';

const ORDER_COLUMNS = columnsIn(Prisma.OrderScalarFieldEnum);
const ORDER = (column: UniqueColumn) =>
  `SELECT ${ORDER_COLUMNS} FROM "Order" WHERE "${column}" = ?`;
const LINES = ofOrder('OrderLine', Prisma.OrderLineScalarFieldEnum);
const LEDGER = ofOrder('LedgerEntry', Prisma.LedgerEntryScalarFieldEnum);
const TIMELINE = ofOrder('TimelineEntry', Prisma.TimelineEntryScalarFieldEnum);

/** The order with all that belongs to it, as Prisma would read it with `ORDER_INCLUDE`. */
export async function findOrderRow(
  sql: Sql,
  column: UniqueColumn,
  value: string | number,
): Promise<OrderRow | null> {
  const [order] = await sql.all<StoredOrder>(ORDER(column), value);
  if (!order) return null;
  const lines = await sql.all<Line>(LINES, order.id);
  const ledger = await sql.all<Stored<LedgerRow, 'recordedAt'>>(LEDGER, order.id);
  const timeline = await sql.all<Stored<TimelineRow, 'at'>>(TIMELINE, order.id);
  return {
    ...order,
    placedAt: fromSqlTime(order.placedAt),
    paidAt: timeOrNull(order.paidAt),
    removedFromCartAt: timeOrNull(order.removedFromCartAt),
    lines,
    ledger: ledger.map((row) => ({ ...row, recordedAt: fromSqlTime(row.recordedAt) })),
    timeline: timeline.map((row) => ({ ...row, at: fromSqlTime(row.at) })),
  };
}

function timeOrNull(stored: string | null): Date | null {
  return stored === null ? null : fromSqlTime(stored);
}

function ofOrder(table: string, fields: Readonly<Record<string, string>>): string {
  return `SELECT ${columnsIn(fields)} FROM "${table}" WHERE "orderId" = ? ORDER BY "id"`;
}
