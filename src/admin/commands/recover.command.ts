import { Injectable } from '@nestjs/common';
import { RecoveryCheckpointService } from '../../recovery/recovery-checkpoint.service.js';
import { RecoveryService } from '../../recovery/recovery.service.js';
import { type CommandResult, refused } from '../command-result.js';
import { recoveryPlanResult, recoveryResult } from '../format/recovery.js';

/** Exceeds the skew between the clocks of shop and Stripe. */
const MARGIN_MS = 3_600_000;

@Injectable()
export class RecoverCommand {
  constructor(
    private readonly checkpoint: RecoveryCheckpointService,
    private readonly recovery: RecoveryService,
  ) {}

  async run(options: { since?: Date; dryRun?: boolean }): Promise<CommandResult> {
    const since = options.since ?? (await this.checkpoint.start());
    if (!since) return refused(NO_ORDERS);
    const from = new Date(Math.max(0, since.getTime() - MARGIN_MS));
    if (options.dryRun) return recoveryPlanResult(await this.recovery.preview(from), from);
    const recovered = await this.checkpoint.runWithin(since, () => this.recovery.recover(from));
    return recoveryResult(recovered, from);
  }
}

const NO_ORDERS =
  'There is no order in this database, so it is unknown since when orders are missing. Give the time: ' +
  'recover --since TIME. Use --dry-run first: every Folio order of this Stripe account that is not in ' +
  'this database counts as lost, including those of another shop.';
