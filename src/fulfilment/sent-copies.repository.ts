import type { WriteTransaction } from '../database/database.service.js';
import { placeholdersFor, type Sql, toSqlTime } from '../database/sql.js';
import type { Copies } from './domain/parcel.js';
import { LEFT_STATES } from './domain/parcel-state.js';

/** How many copies of each line of the order have left the shop. Part of the caller's transaction. */
export async function findSentCopies(tx: WriteTransaction, orderId: string): Promise<Copies> {
  const lines = await tx.parcelLine.groupBy({
    by: ['orderLineId'],
    where: { parcel: { orderId, state: { in: LEFT_STATES } } },
    _sum: { quantity: true },
  });
  return new Map(lines.map(({ orderLineId, _sum }) => [orderLineId, _sum.quantity ?? 0]));
}

/** Those of the orders of which a parcel left at that time or later. Part of the caller's transaction. */
export async function findSentSince(
  sql: Sql,
  orderIds: readonly string[],
  time: Date,
): Promise<string[]> {
  const rows = await sql.all<{ orderId: string }>(
    `SELECT DISTINCT "orderId" FROM "Parcel" WHERE "orderId" IN (${placeholdersFor(orderIds)}) AND "sentAt" >= ?`,
    ...orderIds,
    toSqlTime(time),
  );
  return rows.map(({ orderId }) => orderId);
}
