import type { WriteTransaction } from '../database/database.service.js';
import { DEAD_LETTER, RETRY_SCHEDULED } from './event-status.js';

/** Who has seen that nothing is to be done, and when. */
export interface Dismissal {
  dismissedAt: Date;
  dismissedBy: string;
}

/** The parked ones with that id or of that payment. Returns how many those were. */
export async function dismissDeadLetters(
  tx: WriteTransaction,
  id: string,
  dismissal: Dismissal,
): Promise<number> {
  const where = { ...about(id), ...DEAD_LETTER };
  const { count } = await tx.webhookEvent.updateMany({ where, data: dismissal });
  return count;
}

/** Those that would be parked later. */
export async function dismissScheduledRetries(
  tx: WriteTransaction,
  id: string,
  dismissal: Dismissal,
): Promise<void> {
  const where = { ...about(id), ...RETRY_SCHEDULED };
  await tx.webhookEvent.updateMany({ where, data: dismissal });
}

const about = (id: string) => ({ OR: [{ eventId: id }, { paymentIntentId: id }] });
