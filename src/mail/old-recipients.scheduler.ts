import { Injectable } from '@nestjs/common';
import { DailyDeletion, monthsBefore } from '../common/daily-deletion.js';
import { Config } from '../config/config.module.js';
import { OutboxRepository } from './outbox.repository.js';

@Injectable()
export class OldRecipientsScheduler extends DailyDeletion {
  protected readonly what = 'recipients of old mails';
  readonly #months: number;

  constructor(
    config: Config,
    private readonly outbox: OutboxRepository,
  ) {
    super();
    this.#months = config.get('addressMonths', { infer: true });
  }

  deleteOld(now: Date): Promise<number> {
    return this.outbox.forgetPeople(monthsBefore(now, this.#months));
  }
}
