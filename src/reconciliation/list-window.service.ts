import { Injectable } from '@nestjs/common';
import { CheckpointRepository } from '../database/checkpoint.repository.js';
import { OrderQueries } from '../orders/order.queries.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { StripeClockService } from '../payments/stripe-clock.service.js';
import { listCheckpoint } from './checkpoint-names.js';
import { chunks } from './chunks.js';
import type { ReconciliationRun } from './reconciliation-run.js';

type List = Parameters<typeof listCheckpoint>[0];

/** An entry may appear in Stripe's lists later than entries with later timestamps. */
const OVERLAP_MS: Record<List, number> = { events: 300_000, payments: 300_000, compared: 0 };
/** Stripe's retention of events. */
const MAX_LOOKBACK_MS = 30 * 86_400_000;

/** Decides from when a list has to be read, and keeps the checkpoint. */
@Injectable()
export class ListWindowService {
  constructor(
    private readonly gateway: PaymentGateway,
    private readonly checkpoints: CheckpointRepository,
    private readonly orders: OrderQueries,
    private readonly clock: StripeClockService,
  ) {}

  /**
   * Reads the list from its checkpoint on, in pages, newest first, without entries after the cutoff.
   * Advances the checkpoint if `checkPage` returned true for every page.
   */
  async readPages<T extends { createdAt: Date }>(
    list: Exclude<List, 'compared'>,
    run: ReconciliationRun,
    read: (since: Date) => AsyncIterable<T>,
    checkPage: (page: T[]) => Promise<boolean>,
  ): Promise<void> {
    const since = await this.start(list);
    if (!since) return;
    let newest: Date | null = null;
    for await (const entries of chunks(read(since))) {
      run.recordSuccess();
      const page = entries.filter(({ createdAt }) => createdAt <= run.cutoff);
      newest ??= page[0]?.createdAt ?? null;
      if (!(await checkPage(page))) return;
    }
    if (newest) await this.advance(list, newest);
  }

  /** Null if the account has no order. */
  async start(list: List): Promise<Date | null> {
    const account = await this.gateway.currentAccount();
    const readTo = await this.checkpoints.read(listCheckpoint(list, account));
    if (readTo && list !== 'compared') return before(readTo, OVERLAP_MS[list]);
    // This machine's clock may have been wrong: a time in the future is replaced.
    const from = readTo ?? (await this.orders.firstPlacedAt(account));
    const now = list === 'compared' ? new Date() : this.clock.now();
    return from && (from > now ? before(now, MAX_LOOKBACK_MS) : before(from, OVERLAP_MS[list]));
  }

  async advance(list: List, readTo: Date): Promise<void> {
    await this.checkpoints.advance(
      listCheckpoint(list, await this.gateway.currentAccount()),
      readTo,
    );
  }
}

function before(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() - milliseconds);
}
