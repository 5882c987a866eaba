import { Injectable } from '@nestjs/common';
import { DocumentSeriesService } from '../../receipts/document-series.service.js';
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
    private readonly documentSeries: DocumentSeriesService,
  ) {}

  async run(options: { since?: Date; dryRun?: boolean }): Promise<CommandResult> {
    const since = options.since ?? (await this.checkpoint.start());
    if (!since) return refused(NO_ORDERS);
    const from = new Date(Math.max(0, since.getTime() - MARGIN_MS));
    if (options.dryRun) return recoveryPlanResult(await this.recovery.preview(from), from);
    if (options.since) await this.#beginSeries();
    const recovered = await this.checkpoint.runWithin(since, () => this.recovery.recover(from));
    return recoveryResult(recovered, from);
  }

  /** Whoever names the time has restored without `db:restore`, which would have begun them. */
  async #beginSeries() {
    if (await this.checkpoint.isMarkedAsRestored()) return;
    await this.documentSeries.beginAfterRestore(new Date());
  }
}

const NO_ORDERS =
  'There is no order in this database, so it is unknown since when orders are missing. Give the time: ' +
  'recover --since TIME. Use --dry-run first: every Folio order of this Stripe account that is not in ' +
  'this database counts as lost, including those of another shop.';
