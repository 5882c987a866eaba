import pLimit from 'p-limit';
import type { ShopProblem } from '../common/problem.js';
import { runWithDeadline } from '../payments/resilience/deadline.js';
import { isOutage } from './outage.js';
import { type Counted, emptyReport } from './run-report.js';

const CONCURRENCY = 4;
const ITEM_DEADLINE_MS = 15_000;
/** One PaymentIntent may be held by somebody else; several in a row, and it is Stripe that is silent. */
const MAX_CONSECUTIVE_OUTAGES = 3;

export interface RunOptions {
  startedAt: Date;
  /** How young an order is left to the shopper, the browser and the webhook. */
  graceMs: number;
  shouldContinue: () => boolean;
  onFailure: (what: string, error: unknown) => void;
}

/** One round of the sweeper: what it may do, has done, and whether it goes on. */
export class ReconciliationRun {
  readonly report = emptyReport();
  #outages = 0;
  #lastOutage: ShopProblem | null = null;
  #hasSucceeded = false;
  #skippedSome = false;

  constructor(readonly options: RunOptions) {}

  get shouldContinue(): boolean {
    return this.#outages < MAX_CONSECUTIVE_OUTAGES && this.options.shouldContinue();
  }

  /** It did not come to all that was to be looked after. */
  get isIncomplete(): boolean {
    return this.#skippedSome || !this.options.shouldContinue();
  }

  /** Stripe answered nothing, or was asked several times in a row in vain. */
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

  /**
   * One step does not stop the next: for those that follow, a list that could not be read is one
   * silence, and so are all the questions of a step that broke off.
   */
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

  /** Runs `work` for a few items at once. True if all succeeded and the run may continue. */
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

  /** Stripe was asked, and is not silent. */
  recordSuccess() {
    this.#outages = 0;
    this.#hasSucceeded = true;
  }

  /** Counted, told, and tried again by the next round. */
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
