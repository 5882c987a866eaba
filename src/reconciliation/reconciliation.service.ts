import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ShopProblem } from '../common/problem.js';
import { Config } from '../config/config.module.js';
import { CheckpointRepository } from '../database/checkpoint.repository.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { LAST_COMPLETED } from './checkpoint-names.js';
import { type Check, CHECKS } from './checks/check.js';
import { FailureReporter } from './failure-reporter.js';
import { LeaseService } from '../database/lease/lease.service.js';
import { isOutage } from './outage.js';
import { ReconciliationRun } from './reconciliation-run.js';
import { formatReport, type RunReport } from './run-report.js';

const LEASE = 'reconciliation';

export interface ReconciliationOptions {
  /** Called before each item. */
  shouldContinue?: () => boolean;
}

/** Compares the shop's records with Stripe's and corrects the shop's where possible. */
@Injectable()
export class ReconciliationService {
  readonly #logger = new Logger(ReconciliationService.name);
  readonly #failures = new FailureReporter(this.#logger);
  readonly #graceMs: number;

  constructor(
    config: Config,
    private readonly gateway: PaymentGateway,
    private readonly leases: LeaseService,
    private readonly checkpoints: CheckpointRepository,
    @Inject(CHECKS) private readonly checks: Check[],
  ) {
    this.#graceMs = config.get('sweepMs', { infer: true });
  }

  /** Null if another run is in progress, here or in another process. */
  run({ shouldContinue = () => true }: ReconciliationOptions = {}): Promise<RunReport | null> {
    return this.leases.whileHeld(LEASE, async (isHeld) => {
      const run = new ReconciliationRun({
        startedAt: new Date(),
        graceMs: this.#graceMs,
        shouldContinue: () => shouldContinue() && isHeld(),
        onFailure: this.#failures.report,
      });
      // fail-point: lease-taken
      this.#failures.endRun(await this.#runChecks(run));
      if (run.report.isComplete && isHeld())
        await this.checkpoints.advance(LAST_COMPLETED, new Date());
      this.#log(run.report);
      return run.report;
    });
  }

  /** When the last complete run of any process ended. */
  lastCompletedAt(): Promise<Date | null> {
    return this.checkpoints.read(LAST_COMPLETED);
  }

  /** Returns the outage that ended the run, if any. */
  async #runChecks(run: ReconciliationRun): Promise<ShopProblem | null> {
    try {
      await this.gateway.currentAccount();
      for (const check of this.checks) await run.runCheck(check.name, () => check.run(run));
      run.report.isComplete = !run.isIncomplete;
      return run.outage;
    } catch (error) {
      if (!isOutage(error)) throw error;
      return error;
    }
  }

  #log(report: RunReport) {
    const text = formatReport(report);
    if (text) this.#logger.log(`Reconciliation: ${text}`);
    else this.#logger.debug('Reconciliation: no changes');
  }
}
