import { Injectable, Logger } from '@nestjs/common';
import { PeriodicTask } from '../common/periodic-task.js';
import { Config } from '../config/config.module.js';
import { ReconciliationService } from './reconciliation.service.js';

/** Sweeps every SWEEP_SECONDS. */
@Injectable()
export class ReconciliationScheduler extends PeriodicTask {
  readonly #logger = new Logger(ReconciliationScheduler.name);
  protected readonly initialDelayMs: number;

  constructor(
    config: Config,
    private readonly reconciliation: ReconciliationService,
  ) {
    super();
    this.initialDelayMs = config.get('sweepMs', { infer: true });
  }

  protected async runOnce(shouldContinue: () => boolean): Promise<number> {
    try {
      if (await this.#isDue()) await this.reconciliation.run({ shouldContinue });
    } catch (error) {
      this.#logger.error('A round of the sweeper broke off', error);
    }
    return this.initialDelayMs;
  }

  /** Not right after another process has made a round. */
  async #isDue(): Promise<boolean> {
    const lastEndedAt = await this.reconciliation.lastCompletedAt();
    return !lastEndedAt || Math.abs(Date.now() - lastEndedAt.getTime()) >= this.initialDelayMs / 2;
  }
}
