import { withStripeDeadline } from '../payments/stripe-deadline.js';
import { ShopProblem } from '../problem/problem.js';
import { type Counted, emptyReport } from './domain/sweep-report.js';

const AT_ONCE = 4;
const EACH_MS = 15_000;
/** One PaymentIntent may be held by somebody else; several in a row, and it is Stripe that is silent. */
const SILENCES = 3;

export interface RoundOptions {
  startedAt: Date;
  /** How young an order is left to the shopper, the browser and the webhook. */
  graceMs: number;
  mayGoOn: () => boolean;
  onFailure: (what: string, error: unknown) => void;
}

/** One round of the sweeper: what it may do, has done, and whether it goes on. */
export class Round {
  readonly report = emptyReport();
  #silences = 0;

  constructor(readonly options: RoundOptions) {}

  get goesOn(): boolean {
    return !this.isSilent && this.options.mayGoOn();
  }

  /** Stripe was asked several times in a row and never answered. */
  get isSilent(): boolean {
    return this.#silences >= SILENCES;
  }

  get settledBefore(): Date {
    return new Date(this.options.startedAt.getTime() - this.options.graceMs);
  }

  count(what: Counted) {
    this.report[what] += 1;
  }

  /** A few at once, and none stops the others. */
  async each<T>(items: readonly T[], name: (item: T) => string, work: (item: T) => Promise<void>) {
    // One iterator for all: each takes the next.
    const waiting = items.values();
    const worker = async () => {
      for (const item of waiting) {
        if (!this.goesOn) return;
        await this.#attempt(name(item), () => work(item));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  async #attempt(what: string, work: () => Promise<void>) {
    try {
      await withStripeDeadline(EACH_MS, work);
      this.#silences = 0;
    } catch (error) {
      this.fail(what, error);
    }
  }

  /** Whole lists could not be read: when Stripe is silent, nothing else will be answered either. */
  failStep(what: string, error: unknown) {
    this.fail(what, error);
    if (error instanceof ShopProblem && error.code === 'payment-unavailable') {
      this.#silences = SILENCES;
    }
  }

  /** Counted, told, and tried again by the next round. */
  fail(what: string, error: unknown) {
    this.count('failed');
    if (isSilence(error)) this.#silences += 1;
    this.options.onFailure(what, error);
  }
}

const SILENT = new Set(['payment-unavailable', 'payment-unknown', 'payment-misconfigured']);

/** Stripe did not answer, or does not take our keys: not this one order's fault. */
export function isSilence(error: unknown): error is ShopProblem {
  return error instanceof ShopProblem && SILENT.has(error.code);
}
