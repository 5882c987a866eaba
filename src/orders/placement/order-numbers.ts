import type { DatabaseService } from '../../database/database.service.js';
import type { Sql } from '../../database/sql.js';

const FIRST_NUMBER = 1001;

const NEXT_OF_SEQUENCE = `SELECT nextval('"Order_number_seq"') AS "number"`;

const LARGEST = 'SELECT MAX("number") AS "largest" FROM "Order"';

const KEEP = `SELECT setval('"Order_number_seq"',
  greatest(CAST(? AS bigint), (SELECT last_value FROM "Order_number_seq"))) AS "number"`;

/**
 * For the next order. On PostgreSQL from a sequence: with the largest number so far, each placement would conflict with
 * every other. A number that was taken for an order that was not placed is not given again.
 */
export async function nextNumber({ kind }: DatabaseService, sql: Sql): Promise<number> {
  if (kind === 'postgresql') {
    const [row] = await sql.all<{ number: number }>(NEXT_OF_SEQUENCE);
    if (!row) throw new Error('The sequence of order numbers has no next one');
    return row.number;
  }
  const [row] = await sql.all<{ largest: number | null }>(LARGEST);
  return (row?.largest ?? FIRST_NUMBER - 1) + 1;
}

/** So that a number which an order has brought with it is not the next one. */
export async function keepNumber(
  { kind }: DatabaseService,
  sql: Sql,
  number: number,
): Promise<void> {
  if (kind === 'sqlite') return;
  await sql.all(KEEP, number);
}
