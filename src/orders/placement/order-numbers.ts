import type { DatabaseService, WriteTransaction } from '../../database/database.service.js';

const FIRST_NUMBER = 1001;

/**
 * For the next order. On PostgreSQL from a sequence: with the largest number so far, each placement would conflict with
 * every other. A number that was taken for an order that was not placed is not given again.
 */
export async function nextNumber({ kind }: DatabaseService, tx: WriteTransaction): Promise<number> {
  if (kind === 'postgresql') {
    const [row] = await tx.$queryRaw<[{ number: bigint }]>`SELECT nextval('"Order_number_seq"') AS number`; // prettier-ignore
    return Number(row.number);
  }
  const { _max } = await tx.order.aggregate({ _max: { number: true } });
  return (_max.number ?? FIRST_NUMBER - 1) + 1;
}

/** So that a number which an order has brought with it is not the next one. */
export async function keepNumber(
  { kind }: DatabaseService,
  tx: WriteTransaction,
  number: number,
): Promise<void> {
  if (kind === 'sqlite') return;
  await tx.$queryRaw`SELECT setval('"Order_number_seq"',
    greatest(${number}::bigint, (SELECT last_value FROM "Order_number_seq")))`;
}
