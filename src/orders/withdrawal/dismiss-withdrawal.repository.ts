import type { WriteTransaction } from '../../database/database.service.js';

const BY_REFUND = 'a full refund';

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

/** After a full refund of what was not sent, a person has nothing to do. */
export async function closeByRefund(tx: WriteTransaction, orderId: string): Promise<void> {
  await dismissWithdrawal(tx, orderId, { dismissedAt: new Date(), dismissedBy: BY_REFUND });
}

/** The refund that closed it has failed. */
export async function reopenAfterRefund(tx: WriteTransaction, orderId: string): Promise<void> {
  const where = { orderId, closedBy: BY_REFUND };
  await tx.withdrawal.updateMany({ where, data: { closedAt: null, closedBy: null } });
}
