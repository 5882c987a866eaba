import { Injectable } from '@nestjs/common';
import { DailyDeletion, monthsBefore } from '../common/daily-deletion.js';
import { Config } from '../config/config.module.js';
import { OldPayloadsRepository } from './old-payloads.repository.js';

/** What Stripe's events hold of people: an e-mail address, and of versions before also postal ones. */
@Injectable()
export class OldPayloadsScheduler extends DailyDeletion {
  protected readonly what = 'payloads of old events';
  readonly #months: number;

  constructor(
    config: Config,
    private readonly payloads: OldPayloadsRepository,
  ) {
    super();
    this.#months = config.get('addressMonths', { infer: true });
  }

  deleteOld(now: Date): Promise<number> {
    return this.payloads.deleteBefore(monthsBefore(now, this.#months));
  }
}
