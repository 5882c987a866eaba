import type { Logger } from '@nestjs/common';
import { ShopProblem } from '../problem/problem.js';

/** Says each trouble once, however many rounds it lasts. */
export class Complaints {
  #before = new Set<string>();
  #now = new Set<string>();
  #wasSilent = false;

  constructor(private readonly logger: Logger) {}

  readonly onFailure = (what: string, error: unknown) => {
    this.#now.add(what);
    // What Stripe’s silence left undone is told of once, for all: see tellSilence.
    if (this.#before.has(what) || isUnanswered(error)) return;
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    // The stack alone: the error itself may carry Stripe's whole answer.
    this.logger.error(`${what} could not be looked after: ${message}`, stack);
  };

  /** At the end of a round. */
  tellSilence(isSilent: boolean) {
    if (isSilent && !this.#wasSilent) {
      this.logger.warn('Stripe does not answer: what was left to look after waits for it');
    }
    if (!isSilent && this.#wasSilent) this.logger.log('Stripe answers again');
    this.#wasSilent = isSilent;
    this.#before = this.#now;
    this.#now = new Set();
  }
}

function isUnanswered(error: unknown): boolean {
  const silent = ['payment-unavailable', 'payment-unknown'];
  return error instanceof ShopProblem && silent.includes(error.code);
}
