import { Injectable } from '@nestjs/common';
import { ToPackService } from '../../fulfilment/to-pack.service.js';
import { UnsentMailService } from '../../mail/unsent-mail.service.js';
import { DocumentSeriesService } from '../../receipts/document-series.service.js';
import { RecoveryCheckpointService } from '../../recovery/recovery-checkpoint.service.js';
import { RecoveryService } from '../../recovery/recovery.service.js';
import { type CommandResult, refused } from '../command-result.js';
import { type AfterRestore, recoveryPlanResult, recoveryResult } from '../format/recovery.js';

/** Exceeds the skew between the clocks of shop and Stripe. */
const MARGIN_MS = 3_600_000;

@Injectable()
export class RecoverCommand {
  constructor(
    private readonly checkpoint: RecoveryCheckpointService,
    private readonly recovery: RecoveryService,
    private readonly documentSeries: DocumentSeriesService,
    private readonly toPack: ToPackService,
    private readonly mails: UnsentMailService,
  ) {}

  async run(options: { since?: Date; dryRun?: boolean }): Promise<CommandResult> {
    const since = options.since ?? (await this.checkpoint.start());
    if (!since) return refused(NO_ORDERS);
    const from = new Date(Math.max(0, since.getTime() - MARGIN_MS));
    if (options.dryRun) return recoveryPlanResult(await this.recovery.preview(from), from);
    const isMarked = await this.checkpoint.isMarkedAsRestored();
    const isRestoredOtherwise = !isMarked && options.since !== undefined;
    if (isRestoredOtherwise) await this.#begin(new Date());
    const recovered = await this.checkpoint.runWithin(since, () => this.recovery.recover(from));
    const isRestored = await this.checkpoint.isRestoredSince(since);
    return recoveryResult(recovered, from, isRestored ? await this.#toCompare(since) : null);
  }

  /** Whoever names the time has restored without `db:restore`, which would have done this. */
  async #begin(restoredAt: Date) {
    await this.checkpoint.recordRestore(restoredAt);
    await this.documentSeries.beginAfterRestore(restoredAt);
  }

  async #toCompare(since: Date): Promise<AfterRestore> {
    const toPack = await this.toPack.list();
    const mayHaveLeft = toPack.filter(({ mayHaveLeftBefore }) => mayHaveLeftBefore !== null);
    return {
      since,
      mayHaveLeft: mayHaveLeft.map(({ order: { number } }) => number),
      unsentMails: (await this.mails.list()).length,
    };
  }
}

const NO_ORDERS =
  'There is no order in this database, so it is unknown since when orders are missing. Give the time: ' +
  'recover --since TIME. Use --dry-run first: every Folio order of this Stripe account that is not in ' +
  'this database counts as lost, including those of another shop.';
