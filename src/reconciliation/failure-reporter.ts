import type { Logger } from '@nestjs/common';
import type { ShopProblem } from '../common/problem.js';
import { isOutage, outageMessage } from './outage.js';

/** Says each trouble once, however many rounds it lasts. */
export class FailureReporter {
  #previous = new Set<string>();
  #current = new Set<string>();
  #unanswered = new Map<string, ShopProblem>();
  #reportedOutage: string | null = null;

  constructor(private readonly logger: Logger) {}

  readonly report = (what: string, error: unknown) => {
    if (isOutage(error)) {
      this.#unanswered.set(what, error);
      return;
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    // The stack alone: the error itself may carry Stripe's whole answer.
    this.#logOnce(what, () => this.logger.error(failureMessage(what, message), stack));
  };

  /** `silence`: Stripe's, of the whole round. What it left undone is then told of once, for all. */
  endRun(outage: ShopProblem | null) {
    const message = outage && outageMessage(outage);
    if (message && message !== this.#reportedOutage) {
      this.logger.warn(`${message}: what was left to look after waits for it`);
    }
    if (!message) this.#reportUnanswered();
    this.#previous = new Set([...(message ? this.#previous : []), ...this.#current]);
    this.#current = new Set();
    this.#unanswered = new Map();
    this.#reportedOutage = message;
  }

  /** Stripe answers others: what it does not answer is a trouble of its own. */
  #reportUnanswered() {
    if (this.#reportedOutage) this.logger.log('Stripe answers again');
    for (const [what, { message }] of this.#unanswered) {
      this.#logOnce(what, () => this.logger.warn(failureMessage(what, message)));
    }
  }

  #logOnce(what: string, log: () => void) {
    this.#current.add(what);
    if (!this.#previous.has(what)) log();
  }
}

function failureMessage(what: string, message: string): string {
  return `${what} could not be looked after: ${message}`;
}
