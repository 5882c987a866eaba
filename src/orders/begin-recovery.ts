import { Config } from '../config/config.module.js';
import { Database } from '../database/database.service.js';
import { RecoveryWindowRepository } from './recovery-window.repository.js';

/**
 * Writes down in a restored database, before anybody opens it, that Stripe has to be asked and since
 * when. `bornAt` counts where no order tells.
 */
export async function beginRecovery(databasePath: string, bornAt: Date): Promise<void> {
  const database = new Database(new Config({ databasePath }));
  await database.onModuleInit();
  try {
    const windows = new RecoveryWindowRepository(database);
    await windows.begin((await windows.endOfRecords()) ?? bornAt);
  } finally {
    await database.onApplicationShutdown();
  }
}
