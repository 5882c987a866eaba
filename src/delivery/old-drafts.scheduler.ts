import { Injectable, Logger } from '@nestjs/common';
import { PeriodicTask } from '../common/periodic-task.js';
import { DeliveryDraftRepository } from './delivery-draft.repository.js';

const DAY_MS = 24 * 3_600_000;
/** As long as the cookie that finds them. */
const KEPT_DAYS = 60;

/** Deletes what shoppers have entered and not used for a while, once a day. */
@Injectable()
export class OldDraftsScheduler extends PeriodicTask {
  readonly #logger = new Logger(OldDraftsScheduler.name);
  protected readonly initialDelayMs = 60_000;

  constructor(private readonly drafts: DeliveryDraftRepository) {
    super();
  }

  async runOnce(): Promise<number> {
    try {
      await this.drafts.deleteOlderThan(new Date(Date.now() - KEPT_DAYS * DAY_MS));
    } catch (error) {
      this.#logger.error('Old delivery entries were not deleted', error);
    }
    return DAY_MS;
  }
}
