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
/** Of this process: below Stripe's rate limit for test mode, which several may reach. It answers 429 then. */
const MAX_CONCURRENT = 20;

/** To be passed to the SDK. */
export type AttemptOptions = Pick<Stripe.RequestOptions, 'timeout' | 'maxNetworkRetries'>;

type Request<T> = (options: AttemptOptions) => Promise<T>;

/** Runs every request to Stripe: limits concurrency, retries, and fails fast while Stripe is down. */
export class StripeRequestExecutor {
  readonly #breaker = new CircuitBreaker();
  readonly #limit = pLimit(MAX_CONCURRENT);

  /**
   * Makes up to three attempts within the current deadline. Replaces the SDK's retries, which have no
   * deadline and do not cover 429, Stripe's response while another request locks the PaymentIntent.
   */
  async execute<T>(ask: Request<T>): Promise<T> {
    const deadline = currentDeadline();
    for (let attempt = 1; ; attempt += 1) {
      try {
        const result = this.#limit(() => withinDeadline(this.#attempt(ask, deadline), deadline));
        return await withinDeadline(result, deadline);
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

/** Exponential, with jitter, so that colliding requests do not collide again. */
function pauseAfter(attempt: number): number {
  const longest = FIRST_PAUSE_MS * 2 ** attempt;
  return longest / 2 + (longest / 2) * Math.random();
}
