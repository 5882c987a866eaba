import { expect, it } from '@jest/globals';
import { BY_MAIL } from '../../test/support/check-out.js';
import { onDatabase } from '../../test/support/database.js';
import { openShop } from '../../test/support/shop-in-process.js';
import { OldDraftsScheduler } from './old-drafts.scheduler.js';

it('deletes what was entered and not used for sixty days', async () => {
  const shop = await openShop();
  for (const shopper of ['old', 'young']) await shop.delivery.saveDraft(shopper, BY_MAIL);
  const sql = `UPDATE DeliveryDraft SET updatedAt = '2020-01-01T00:00:00.000+00:00' WHERE shopperId = 'old'`;
  shop.change(sql);

  await shop.get(OldDraftsScheduler).deleteOld(new Date());

  const left = onDatabase(shop.databasePath, (database) =>
    database.prepare('SELECT shopperId FROM DeliveryDraft').pluck().all(),
  );
  expect(left).toEqual(['young']);
  await shop.close();
});
