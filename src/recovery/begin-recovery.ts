import { Config } from '../config/config.module.js';
import { Database } from '../database/database.service.js';
import { MilestoneRepository } from '../database/milestone.repository.js';
import { OrderQueries } from '../orders/order.queries.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';
import { RecoveryWindowService } from './recovery-window.service.js';

/**
 * Writes down in a restored database, before anybody opens it, that Stripe has to be asked and since
 * when. `bornAt` counts where no order tells.
 */
export async function beginRecovery(databasePath: string, bornAt: Date): Promise<void> {
  const database = new Database(new Config({ databasePath }));
  await database.onModuleInit();
  try {
    const window = windowOf(database);
    await window.begin((await window.endOfRecords()) ?? bornAt);
  } finally {
    await database.onApplicationShutdown();
  }
}

/** Of that database, without the rest of the shop. */
export function windowOf(database: Database): RecoveryWindowService {
  return new RecoveryWindowService(
    new MilestoneRepository(database),
    new OrderQueries(database),
    new WebhookEventQueries(database),
  );
}
