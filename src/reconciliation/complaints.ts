import type { Logger } from '@nestjs/common';
import type { ShopProblem } from '../problem/problem.js';
import { isSilence, tellSilence } from './silence.js';

/** Says each trouble once, however many rounds it lasts. */
export class Complaints {
  #before = new Set<string>();
  #now = new Set<string>();
  #unanswered = new Map<string, ShopProblem>();
  #toldSilence: string | null = null;

  constructor(private readonly logger: Logger) {}

  readonly onFailure = (what: string, error: unknown) => {
    if (isSilence(error)) {
      this.#unanswered.set(what, error);
      return;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    // The stack alone: the error itself may carry Stripe's whole answer.
    this.#sayOnce(what, () => this.logger.error(failed(what, message), stack));
  };

  /** `silence`: Stripe's, of the whole round. What it left undone is then told of once, for all. */
  endRound(silence: ShopProblem | null) {
    const words = silence && tellSilence(silence);
    if (words && words !== this.#toldSilence) {
      this.logger.warn(`${words}: what was left to look after waits for it`);
    }
    if (!words) this.#endAnswered();
    this.#before = new Set([...(words ? this.#before : []), ...this.#now]);
    this.#now = new Set();
    this.#unanswered = new Map();
    this.#toldSilence = words;
  }

  /** Stripe answers others: what it does not answer is a trouble of its own. */
  #endAnswered() {
    if (this.#toldSilence) this.logger.log('Stripe answers again');
    for (const [what, { message }] of this.#unanswered) {
      this.#sayOnce(what, () => this.logger.warn(failed(what, message)));
    }
  }

  #sayOnce(what: string, say: () => void) {
    this.#now.add(what);
    if (!this.#before.has(what)) say();
  }
}

function failed(what: string, message: string): string {
  return `${what} could not be looked after: ${message}`;
}
