import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import type { ShopProblem } from '../problem/problem.js';
import { Complaints } from './complaints.js';
import { SWEEP_ENDED } from './domain/milestone.js';
import { type SweepReport, tellReport } from './domain/sweep-report.js';
import { LeaseService } from './lease.service.js';
import { MilestoneRepository } from '../database/milestone.repository.js';
import { Round } from './round.js';
import { isSilence } from './silence.js';
import { SweepSteps } from './steps/sweep-steps.js';

const LEASE = 'sweep';

export interface SweepOptions {
  /** Asked before each piece of work. */
  mayGoOn?: () => boolean;
}

/** Compares what the shop says with what Stripe says, and mends what can be mended. */
@Injectable()
export class ReconciliationService {
  readonly #logger = new Logger(ReconciliationService.name);
  readonly #complaints = new Complaints(this.#logger);
  readonly #graceMs: number;

  constructor(
    config: Config,
    private readonly gateway: PaymentGateway,
    private readonly leases: LeaseService,
    private readonly milestones: MilestoneRepository,
    private readonly steps: SweepSteps,
  ) {
    this.#graceMs = config.get('sweepMs', { infer: true });
  }

  /** One whole round. Null when one is under way already, here or in another process. */
  sweep({ mayGoOn = () => true }: SweepOptions = {}): Promise<SweepReport | null> {
    return this.leases.whileHeld(LEASE, async (isHeld) => {
      const round = new Round({
        startedAt: new Date(),
        graceMs: this.#graceMs,
        mayGoOn: () => mayGoOn() && isHeld(),
        onFailure: this.#complaints.onFailure,
      });
      // fail-point: lease-taken
      this.#complaints.endRound(await this.#go(round));
      // A round that broke off has not seen to everything; who lost the lease leaves it to the other.
      if (round.report.isComplete && isHeld()) await this.milestones.pass(SWEEP_ENDED, new Date());
      this.#tell(round.report);
      return round.report;
    });
  }

  /** When the last whole round ended, whoever made it. */
  lastEndedAt(): Promise<Date | null> {
    return this.milestones.read(SWEEP_ENDED);
  }

  /** Stripe's silence, if it is silent; it may not even have said which account this is. */
  async #go(round: Round): Promise<ShopProblem | null> {
    try {
      await this.gateway.home();
      await this.steps.run(round);
      round.report.isComplete = !round.isBrokenOff;
      return round.silence;
    } catch (error) {
      if (!isSilence(error)) throw error;
      return error;
    }
  }

  #tell(report: SweepReport) {
    const told = tellReport(report);
    if (told) this.#logger.log(`Swept: ${told}`);
    else this.#logger.debug('Swept: nothing to do');
  }
}
