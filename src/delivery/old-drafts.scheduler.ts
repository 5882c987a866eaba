import { Injectable } from '@nestjs/common';
import { DailyDeletion, daysBefore } from '../common/daily-deletion.js';
import { DeliveryDraftRepository } from './delivery-draft.repository.js';

/** As long as the cookie that finds them. */
const KEPT_DAYS = 60;

@Injectable()
export class OldDraftsScheduler extends DailyDeletion {
  protected readonly what = 'entries of the delivery page that were not used for a while';

  constructor(private readonly drafts: DeliveryDraftRepository) {
    super();
  }

  deleteOld(now: Date): Promise<number> {
    return this.drafts.deleteOlderThan(daysBefore(now, KEPT_DAYS));
  }
}
