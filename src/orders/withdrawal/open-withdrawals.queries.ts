import type { DatabaseService } from '../../database/database.service.js';

const MAX_LISTED = 1_000;

/** One that waits for a person. */
export interface OpenWithdrawal {
  orderNumber: number;
  name: string;
  receivedAt: Date;
}

/** Oldest first. `of`: of this order alone. */
export async function openWithdrawals(
  { reader }: DatabaseService,
  of: { orderId?: string } = {},
): Promise<OpenWithdrawal[]> {
  const rows = await reader.withdrawal.findMany({
    where: { ...of, closedAt: null },
    orderBy: { receivedAt: 'asc' },
    take: MAX_LISTED,
    select: { name: true, receivedAt: true, order: { select: { number: true } } },
  });
  return rows.map(({ order: { number: orderNumber }, name, receivedAt }) => ({
    orderNumber,
    name,
    receivedAt,
  }));
}
