import type { WriteTransaction } from '../database/database.service.js';
import { DEAD_LETTER, RETRY_SCHEDULED } from './event-status.js';

export interface Dismissal {
  dismissedAt: Date;
  dismissedBy: string;
}

/** Dismisses the dead letters with one of these ids, of events or payments. Returns their number. */
export async function dismissDeadLetters(
  tx: WriteTransaction,
  ids: readonly string[],
  dismissal: Dismissal,
): Promise<number> {
  const where = { ...about(ids), ...DEAD_LETTER };
  const { count } = await tx.webhookEvent.updateMany({ where, data: dismissal });
  return count;
}

/** So that events still being retried do not become dead letters that need attention. */
export async function dismissScheduledRetries(
  tx: WriteTransaction,
  ids: readonly string[],
  dismissal: Dismissal,
): Promise<void> {
  const where = { ...about(ids), ...RETRY_SCHEDULED };
  await tx.webhookEvent.updateMany({ where, data: dismissal });
}

const about = (ids: readonly string[]) => ({
  OR: [{ eventId: { in: [...ids] } }, { paymentIntentId: { in: [...ids] } }],
});
