import { Injectable, Logger } from '@nestjs/common';
import { PeriodicTask } from '../common/periodic-task.js';
import { Config } from '../config/config.module.js';
import { OutboxRepository } from './outbox.repository.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Deletes from the outbox to whom old mails were, once a day. */
@Injectable()
export class OldRecipientsScheduler extends PeriodicTask {
  readonly #logger = new Logger(OldRecipientsScheduler.name);
  readonly #months: number;
  protected readonly initialDelayMs = MINUTE_MS;

  constructor(
    config: Config,
    private readonly outbox: OutboxRepository,
  ) {
    super();
    this.#months = config.get('addressMonths', { infer: true });
  }

  protected async runOnce(): Promise<number> {
    const before = new Date();
    before.setUTCMonth(before.getUTCMonth() - this.#months);
    try {
      await this.outbox.forgetPeople(before);
    } catch (error) {
      this.#logger.error('The recipients of old mails were not deleted', error);
    }
    return DAY_MS;
  }
}
