import type { Logger } from '@nestjs/common';
import { asError } from '../common/error.js';
import type { ShopProblem } from '../common/problem.js';
import { isOutage, outageMessage } from './outage.js';

/** Logs each failure once, however many runs of this process it lasts. */
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
    const { message, stack } = asError(error);
    // Only the stack: the error object may contain Stripe's whole response.
    this.#logOnce(what, () => this.logger.error(failureMessage(what, message), stack));
  };

  /** `outage`: of the whole run. It is logged once, instead of the failures that it caused. */
  endRun(outage: ShopProblem | null) {
    const message = outage && outageMessage(outage);
    if (message && message !== this.#reportedOutage) {
      this.logger.warn(`${message}: the rest of the run is skipped`);
    }
    if (!message) this.#logUnanswered();
    this.#previous = new Set([...(message ? this.#previous : []), ...this.#current]);
    this.#current = new Set();
    this.#unanswered = new Map();
    this.#reportedOutage = message;
  }

  /** Without an outage, each request that Stripe did not answer is a failure of its own. */
  #logUnanswered() {
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
  return `${what} could not be reconciled: ${message}`;
}
