import { Injectable, Logger } from '@nestjs/common';
import { PeriodicTask } from '../common/periodic-task.js';
import { Config } from '../config/config.module.js';
import { ReconciliationService } from './reconciliation.service.js';

/** Runs the reconciliation every SWEEP_SECONDS. */
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
      this.#logger.error('The reconciliation run failed', error);
    }
    return this.initialDelayMs;
  }

  /** False shortly after a run of another process. */
  async #isDue(): Promise<boolean> {
    const last = await this.reconciliation.lastCompletedAt();
    return !last || Math.abs(Date.now() - last.getTime()) >= this.initialDelayMs / 2;
  }
}
