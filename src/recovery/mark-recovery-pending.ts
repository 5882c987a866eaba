import { CheckpointRepository } from '../database/checkpoint.repository.js';
import { DatabaseService } from '../database/database.service.js';
import { UnsentMailService } from '../mail/unsent-mail.service.js';
import { RESTORED_AT } from '../orders/domain/restore.js';
import { OrderQueries } from '../orders/order.queries.js';
import { DocumentSeriesService } from '../receipts/document-series.service.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';
import { RecoveryCheckpointService } from './recovery-checkpoint.service.js';

/**
 * Records in a restored database, before the shop opens it, that a recovery is pending and from when, and begins new
 * series of receipts and credit notes.
 * `createdAt`, the time of the backup, is used if the database has no order.
 */
export async function markRecoveryPending(databasePath: string, createdAt: Date): Promise<void> {
  const database = await DatabaseService.at({ kind: 'sqlite', path: databasePath });
  await database.onModuleInit();
  try {
    const checkpoint = recoveryCheckpointOf(database);
    await checkpoint.begin((await checkpoint.lastRecordedAt()) ?? createdAt);
    // Nobody is to get a mail again that was sent after the backup.
    await UnsentMailService.of(database).failWaiting();
    const now = new Date();
    await checkpoint.recordRestore(now);
    await new CheckpointRepository(database).advance(RESTORED_AT, now);
    await new DocumentSeriesService(database).beginAfterRestore(now);
  } finally {
    await database.onApplicationShutdown();
  }
}

/** For programs that open a database without the shop's modules. */
export function recoveryCheckpointOf(database: DatabaseService): RecoveryCheckpointService {
  return new RecoveryCheckpointService(
    new CheckpointRepository(database),
    new OrderQueries(database),
    new WebhookEventQueries(database),
  );
}
