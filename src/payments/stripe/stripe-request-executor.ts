import { setTimeout as wait } from 'node:timers/promises';
import pLimit from 'p-limit';
import type Stripe from 'stripe';
import { ShopProblem } from '../../common/problem.js';
import { CircuitBreaker } from '../resilience/circuit-breaker.js';
import { currentDeadline, deadlineExceeded, withinDeadline } from '../resilience/deadline.js';
import { isOutage, isWorthRetrying } from './stripe-errors.js';

const ATTEMPTS = 3;
const ATTEMPT_MS = 2_500;
const FIRST_PAUSE_MS = 300;
/** Below what Stripe takes from a test account in a second. */
const MAX_CONCURRENT = 20;

/** To be passed on to the SDK with the request. */
export type AttemptOptions = Pick<Stripe.RequestOptions, 'timeout' | 'maxNetworkRetries'>;

type Request<T> = (options: AttemptOptions) => Promise<T>;

/** All that is asked of Stripe goes through here, so that a Stripe that is down holds nobody up. */
export class StripeRequestExecutor {
  readonly #breaker = new CircuitBreaker();
  readonly #limit = pLimit(MAX_CONCURRENT);

  /**
   * Asks up to three times, within the deadline of the request that this belongs to. Ours rather
   * than the SDK's retries: those know no deadline, and leave out 429, which Stripe also answers
   * while another request holds the same PaymentIntent.
   */
  async execute<T>(ask: Request<T>): Promise<T> {
    const deadline = currentDeadline();
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = this.#limit(() => withinDeadline(this.#attempt(ask, deadline), deadline));
        return await withinDeadline(answer, deadline);
      } catch (error) {
        const pause = pauseAfter(attempt);
        const isLast = attempt === ATTEMPTS || performance.now() + pause >= deadline;
        if (isLast || !isWorthRetrying(error)) throw error;
        await wait(pause);
      }
    }
  }

  async #attempt<T>(ask: Request<T>, deadline: number): Promise<T> {
    const left = Math.floor(deadline - performance.now());
    if (left <= 0) throw deadlineExceeded();
    if (!this.#breaker.canExecute()) throw unavailable();
    try {
      const answer = await ask({ timeout: Math.min(ATTEMPT_MS, left), maxNetworkRetries: 0 });
      this.#breaker.record('answered');
      return answer;
    } catch (error) {
      this.#breaker.record(isOutage(error) ? 'failed' : 'answered');
      throw error;
    }
  }
}

function unavailable(): ShopProblem {
  const cause = new Error('Stripe failed many times in a row: it is asked again in a moment');
  return new ShopProblem('payment-unavailable', { cause });
}

/** Jittered, so that those who met do not meet again. */
function pauseAfter(attempt: number): number {
  const longest = FIRST_PAUSE_MS * 2 ** attempt;
  return longest / 2 + (longest / 2) * Math.random();
}
