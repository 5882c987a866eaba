import { Injectable } from '@nestjs/common';
import { DailyDeletion, daysBefore } from '../../common/daily-deletion.js';
import { WithdrawalRepository } from './withdrawal.repository.js';

/** Three years after a person has dismissed them. */
const KEPT_DAYS = 3 * 365;

@Injectable()
export class OldWithdrawalsScheduler extends DailyDeletion {
  protected readonly what = 'old withdrawals';

  constructor(private readonly withdrawals: WithdrawalRepository) {
    super();
  }

  deleteOld(now: Date): Promise<number> {
    return this.withdrawals.deleteClosedBefore(daysBefore(now, KEPT_DAYS));
  }
}
