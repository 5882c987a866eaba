import type { WriteTransaction } from '../../database/database.service.js';

interface Dismissal {
  dismissedAt: Date;
  dismissedBy: string;
}

/** Those about the order or payment with that id. Returns how many those were. */
export async function dismissDiscrepancies(
  tx: WriteTransaction,
  subjectId: string,
  dismissal: Dismissal,
): Promise<number> {
  const where = { subjectId, resolvedAt: null, dismissedAt: null };
  const { count } = await tx.discrepancy.updateMany({ where, data: dismissal });
  return count;
}
