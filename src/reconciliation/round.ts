import { withStripeDeadline } from '../payments/stripe-deadline.js';
import type { ShopProblem } from '../problem/problem.js';
import { type Counted, emptyReport } from './domain/sweep-report.js';
import { isSilence } from './silence.js';

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
  #lastSilence: ShopProblem | null = null;
  #wasAnswered = false;
  #leftSome = false;

  constructor(readonly options: RoundOptions) {}

  get goesOn(): boolean {
    return this.#silences < SILENCES && this.options.mayGoOn();
  }

  /** It did not come to all that was to be looked after. */
  get isBrokenOff(): boolean {
    return this.#leftSome || !this.options.mayGoOn();
  }

  /** Stripe answered nothing, or was asked several times in a row in vain. */
  get silence(): ShopProblem | null {
    const isSilent = this.#silences >= SILENCES || !this.#wasAnswered;
    return isSilent ? this.#lastSilence : null;
  }

  get settledBefore(): Date {
    return new Date(this.options.startedAt.getTime() - this.options.graceMs);
  }

  count(what: Counted) {
    this.report[what] += 1;
  }

  /**
   * One step does not stop the next: for those that follow, a list that could not be read is one
   * silence, and so are all the questions of a step that broke off.
   */
  async step(name: string, work: () => Promise<void>) {
    const before = this.#silences;
    await this.#unlessOver(() =>
      work().catch((error: unknown) => {
        this.#leftSome = true;
        this.fail(name, error);
      }),
    );
    this.#silences = Math.min(this.#silences, before + 1);
  }

  /** A few at once, and none stops the others. */
  async each<T>(items: readonly T[], name: (item: T) => string, work: (item: T) => Promise<void>) {
    // One iterator for all: each takes the next.
    const waiting = items.values();
    const worker = async () => {
      for (const item of waiting) {
        await this.#unlessOver(() => this.#attempt(name(item), () => work(item)));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** Stripe was asked, and is not silent. */
  noteAnswer() {
    this.#silences = 0;
    this.#wasAnswered = true;
  }

  /** Counted, told, and tried again by the next round. */
  fail(what: string, error: unknown) {
    this.count('failed');
    if (isSilence(error)) {
      this.#silences += 1;
      this.#lastSilence = error;
    }
    this.options.onFailure(what, error);
  }

  async #unlessOver(work: () => Promise<void>) {
    if (this.goesOn) await work();
    else this.#leftSome = true;
  }

  async #attempt(what: string, work: () => Promise<void>) {
    try {
      await withStripeDeadline(EACH_MS, work);
      this.noteAnswer();
    } catch (error) {
      this.fail(what, error);
    }
  }
}
