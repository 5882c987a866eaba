import type { WriteTransaction } from '../../database/database.service.js';

/** Records that a person has seen the withdrawal of this order. Returns how many were open: one or none. */
export async function dismissWithdrawal(
  tx: WriteTransaction,
  orderId: string,
  { dismissedAt: closedAt, dismissedBy: closedBy }: { dismissedAt: Date; dismissedBy: string },
): Promise<number> {
  const where = { orderId, closedAt: null };
  const { count } = await tx.withdrawal.updateMany({ where, data: { closedAt, closedBy } });
  return count;
}
