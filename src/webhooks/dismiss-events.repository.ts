import type { WriteTransaction } from '../database/database.service.js';
import { DEAD_LETTER, RETRY_SCHEDULED } from './event-status.js';

export interface Dismissal {
  dismissedAt: Date;
  dismissedBy: string;
}

/** Dismisses the dead letters with this event or payment id. Returns their number. */
export async function dismissDeadLetters(
  tx: WriteTransaction,
  id: string,
  dismissal: Dismissal,
): Promise<number> {
  const where = { ...about(id), ...DEAD_LETTER };
  const { count } = await tx.webhookEvent.updateMany({ where, data: dismissal });
  return count;
}

/** So that events still being retried do not become dead letters that need attention. */
export async function dismissScheduledRetries(
  tx: WriteTransaction,
  id: string,
  dismissal: Dismissal,
): Promise<void> {
  const where = { ...about(id), ...RETRY_SCHEDULED };
  await tx.webhookEvent.updateMany({ where, data: dismissal });
}

const about = (id: string) => ({ OR: [{ eventId: id }, { paymentIntentId: id }] });
