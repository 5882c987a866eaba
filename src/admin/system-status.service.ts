import { Injectable } from '@nestjs/common';
import { CheckpointRepository } from '../database/checkpoint.repository.js';
import { LAST_COMPLETED } from '../reconciliation/checkpoint-names.js';
import { RecoveryCheckpointService } from '../recovery/recovery-checkpoint.service.js';
import { WebhookEventQueries } from '../webhooks/webhook-event.queries.js';

export interface SystemStatus {
  /** Of the last complete reconciliation run. Null before the first. */
  lastReconciliationAt: Date | null;
  deadLetters: number;
  /** Events that failed and are tried again. */
  waitingEvents: number;
  /** The start of an unfinished recovery. */
  recoverySince: Date | null;
}

/** Whether the background work of the shop succeeds. */
@Injectable()
export class SystemStatusService {
  constructor(
    private readonly checkpoints: CheckpointRepository,
    private readonly events: WebhookEventQueries,
    private readonly recovery: RecoveryCheckpointService,
  ) {}

  async read(): Promise<SystemStatus> {
    return {
      lastReconciliationAt: await this.checkpoints.read(LAST_COMPLETED),
      deadLetters: await this.events.countDeadLetters(),
      waitingEvents: await this.events.countWaiting(),
      recoverySince: await this.recovery.startedFrom(),
    };
  }
}
