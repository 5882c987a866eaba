import type { ShopInProcess } from './shop-in-process.js';

/**
 * As `deliver`, where the transaction that processes the event is rolled back by its statement that marks the event
 * processed. On SQLite.
 */
export async function deliverRolledBack(shop: ShopInProcess, type: string) {
  shop.change(`CREATE TRIGGER rolls_back BEFORE UPDATE ON WebhookEvent WHEN NEW.status = 'processed'
    BEGIN SELECT RAISE(ABORT, 'rolled back'); END`);
  try {
    await shop.deliver(type);
  } finally {
    shop.change('DROP TRIGGER rolls_back');
  }
}
