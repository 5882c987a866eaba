import { Injectable } from '@nestjs/common';
import { MilestoneRepository } from '../database/milestone.repository.js';
import { SWEEP_ENDED } from '../reconciliation/domain/milestone.js';
import { RecoveryWindowService } from '../recovery/recovery-window.service.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';

export interface SystemStatus {
  /** Of the last complete sweep, by any process. Null before the first. */
  lastSweepEndedAt: Date | null;
  parkedEvents: number;
  /** Where a recovery starts that was begun and has not finished. */
  recoverSince: Date | null;
}

/** Whether the background work of the shop succeeds. */
@Injectable()
export class SystemStatusService {
  constructor(
    private readonly milestones: MilestoneRepository,
    private readonly events: WebhookEventQueries,
    private readonly recovery: RecoveryWindowService,
  ) {}

  async read(): Promise<SystemStatus> {
    return {
      lastSweepEndedAt: await this.milestones.read(SWEEP_ENDED),
      parkedEvents: await this.events.countParked(),
      recoverSince: await this.recovery.begunFrom(),
    };
  }
}
