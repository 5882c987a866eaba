import { Config } from '../config/config.module.js';
import { CheckpointRepository } from '../database/checkpoint.repository.js';
import { DatabaseService } from '../database/database.service.js';
import { OrderQueries } from '../orders/order.queries.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';
import { RecoveryCheckpointService } from './recovery-checkpoint.service.js';

/**
 * Writes down in a restored database, before anybody opens it, that Stripe has to be asked and since
 * when. `bornAt` counts where no order tells.
 */
export async function markRecoveryPending(databasePath: string, bornAt: Date): Promise<void> {
  const database = new DatabaseService(new Config({ databasePath }));
  await database.onModuleInit();
  try {
    const window = windowOf(database);
    await window.begin((await window.lastRecordedAt()) ?? bornAt);
  } finally {
    await database.onApplicationShutdown();
  }
}

/** Of that database, without the rest of the shop. */
export function windowOf(database: DatabaseService): RecoveryCheckpointService {
  return new RecoveryCheckpointService(
    new CheckpointRepository(database),
    new OrderQueries(database),
    new WebhookEventQueries(database),
  );
}
