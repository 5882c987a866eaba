import type { WriteTransaction } from '../../database/database.service.js';
import type { Dismissal } from '../../webhooks/dismiss-events.repository.js';

/** Dismisses the open discrepancies of this order or payment. Returns their number. */
export async function dismissDiscrepancies(
  tx: WriteTransaction,
  subjectId: string,
  dismissal: Dismissal,
): Promise<number> {
  const where = { subjectId, resolvedAt: null, dismissedAt: null };
  const { count } = await tx.discrepancy.updateMany({ where, data: dismissal });
  return count;
}
