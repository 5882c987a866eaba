import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { RecurringWork } from '../schedule/recurring-work.js';
import { ReconciliationService } from './reconciliation.service.js';

/** Sweeps every SWEEP_SECONDS. */
@Injectable()
export class SweepScheduleService extends RecurringWork {
  readonly #logger = new Logger(SweepScheduleService.name);
  protected readonly firstAfterMs: number;

  constructor(
    config: Config,
    private readonly reconciliation: ReconciliationService,
  ) {
    super();
    this.firstAfterMs = config.get('sweepMs', { infer: true });
  }

  protected async round(mayGoOn: () => boolean): Promise<number> {
    try {
      if (await this.#isDue()) await this.reconciliation.sweep({ mayGoOn });
    } catch (error) {
      this.#logger.error('A round of the sweeper broke off', error);
    }
    return this.firstAfterMs;
  }

  /** Not right after another process has made a round. */
  async #isDue(): Promise<boolean> {
    const lastEndedAt = await this.reconciliation.lastEndedAt();
    return !lastEndedAt || Math.abs(Date.now() - lastEndedAt.getTime()) >= this.firstAfterMs / 2;
  }
}
