import { Injectable, Logger } from '@nestjs/common';
import { PeriodicTask } from '../../common/periodic-task.js';
import { WithdrawalRepository } from './withdrawal.repository.js';

const DAY_MS = 24 * 60 * 60_000;
const KEPT_MS = 3 * 365 * DAY_MS;
const FIRST_AFTER_MS = 10 * 60_000;

/** Deletes withdrawals three years after a person has closed them: they are personal data. */
@Injectable()
export class WithdrawalRetention extends PeriodicTask {
  readonly #logger = new Logger(WithdrawalRetention.name);
  protected readonly initialDelayMs = FIRST_AFTER_MS;

  constructor(private readonly withdrawals: WithdrawalRepository) {
    super();
  }

  async deleteOld(now: Date): Promise<void> {
    await this.withdrawals.deleteClosedBefore(new Date(now.getTime() - KEPT_MS));
  }

  protected async runOnce(): Promise<number> {
    try {
      await this.deleteOld(new Date());
    } catch (error) {
      this.#logger.error('Old withdrawals could not be deleted', error);
    }
    return DAY_MS;
  }
}
