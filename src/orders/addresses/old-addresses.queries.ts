import { placeholdersFor, type Sql, toSqlTime } from '../../database/sql.js';
import { isOpen, ORDER_STATES } from '../domain/order-state.js';

/** Their payment is awaited, or a person decides whether their books are sent. */
const NEEDING_ADDRESS = ORDER_STATES.filter((state) => isOpen(state) || state === 'needs_review');

const PAID_BEFORE = `SELECT "id" FROM "Order" WHERE "id" > ? AND "deliveryAddress" IS NOT NULL
    AND "state" NOT IN (${placeholdersFor(NEEDING_ADDRESS)}) AND coalesce("paidAt", "placedAt") < ?
  ORDER BY "id" LIMIT ?`;

/** The ids of orders with an address that were paid, or given up, before that time. In order, those after an id. */
export async function findOldAddresses(
  sql: Sql,
  time: Date,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const rows = await sql.all<{ id: string }>(PAID_BEFORE, after, ...NEEDING_ADDRESS, toSqlTime(time), limit); // prettier-ignore
  return rows.map(({ id }) => id);
}
