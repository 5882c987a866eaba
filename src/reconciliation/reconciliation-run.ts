import pLimit from 'p-limit';
import type { ShopProblem } from '../common/problem.js';
import { runWithDeadline } from '../payments/resilience/deadline.js';
import { isOutage } from './outage.js';
import { type Counted, RunReport } from './run-report.js';

const CONCURRENCY = 4;
const ITEM_DEADLINE_MS = 15_000;
/** A single outage may be a PaymentIntent that another request locks. */
const MAX_CONSECUTIVE_OUTAGES = 3;

export interface RunOptions {
  startedAt: Date;
  /** Younger orders, events and payments are left to pages and webhooks. */
  graceMs: number;
  shouldContinue: () => boolean;
  onFailure: (what: string, error: unknown) => void;
}

/** The state of one run: its report, its outages, and whether it continues. */
export class ReconciliationRun {
  readonly report = new RunReport();
  #outages = 0;
  #lastOutage: ShopProblem | null = null;
  #hasSucceeded = false;
  #skippedSome = false;

  constructor(readonly options: RunOptions) {}

  get shouldContinue(): boolean {
    return this.#outages < MAX_CONSECUTIVE_OUTAGES && this.options.shouldContinue();
  }

  /** Some items were skipped. */
  get isIncomplete(): boolean {
    return this.#skippedSome || !this.options.shouldContinue();
  }

  /** Set if no request succeeded, or the last ones failed in a row. */
  get outage(): ShopProblem | null {
    const isOutageOngoing = this.#outages >= MAX_CONSECUTIVE_OUTAGES || !this.#hasSucceeded;
    return isOutageOngoing ? this.#lastOutage : null;
  }

  get cutoff(): Date {
    return new Date(this.options.startedAt.getTime() - this.options.graceMs);
  }

  increment(what: Counted) {
    this.report[what] += 1;
  }

  /** A failed check does not stop the next one. All outages of a check count as one for the next. */
  async runCheck(name: string, work: () => Promise<void>) {
    const before = this.#outages;
    await this.#ifContinuing(() =>
      work().catch((error: unknown) => {
        this.#skippedSome = true;
        this.recordFailure(name, error);
      }),
    );
    this.#outages = Math.min(this.#outages, before + 1);
  }

  /** A failed item does not stop the others. True if all succeeded and the run continues. */
  async forEachConcurrently<T>(
    items: readonly T[],
    label: (item: T) => string,
    work: (item: T) => Promise<void>,
  ): Promise<boolean> {
    const { failed } = this.report;
    await pLimit(CONCURRENCY).map(items, (item) =>
      this.#ifContinuing(() => this.#attempt(label(item), () => work(item))),
    );
    return this.shouldContinue && this.report.failed === failed;
  }

  /** Stripe has answered. */
  recordSuccess() {
    this.#outages = 0;
    this.#hasSucceeded = true;
  }

  recordFailure(what: string, error: unknown) {
    this.increment('failed');
    if (isOutage(error)) {
      this.#outages += 1;
      this.#lastOutage = error;
    }
    this.options.onFailure(what, error);
  }

  async #ifContinuing(work: () => Promise<void>) {
    if (this.shouldContinue) await work();
    else this.#skippedSome = true;
  }

  async #attempt(what: string, work: () => Promise<void>) {
    try {
      await runWithDeadline(ITEM_DEADLINE_MS, work);
      this.recordSuccess();
    } catch (error) {
      this.recordFailure(what, error);
    }
  }
}
