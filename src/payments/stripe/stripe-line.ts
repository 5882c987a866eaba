import { setTimeout as wait } from 'node:timers/promises';
import type Stripe from 'stripe';
import { ShopProblem } from '../../problem/problem.js';
import { Breaker } from '../breaker.js';
import { inTime, outOfTime, stripeDeadline } from '../stripe-deadline.js';
import { Turns } from '../turns.js';
import { isWorthRetrying, saysThatStripeIsDown } from './stripe-error.js';

const ATTEMPTS = 3;
const ATTEMPT_MS = 2_500;
const FIRST_PAUSE_MS = 300;
/** Below what Stripe takes from a test account in a second. */
const AT_ONCE = 20;

/** To be passed on to the SDK with the request. */
export type AttemptOptions = Pick<Stripe.RequestOptions, 'timeout' | 'maxNetworkRetries'>;

type Ask<T> = (options: AttemptOptions) => Promise<T>;

/** All that is asked of Stripe goes through here, so that a Stripe that is down holds nobody up. */
export class StripeLine {
  readonly #breaker = new Breaker();
  readonly #turns = new Turns(AT_ONCE);

  /**
   * Asks up to three times, within the deadline of the request that this belongs to. Ours rather
   * than the SDK's retries: those know no deadline, and leave out 429, which Stripe also answers
   * while another request holds the same PaymentIntent.
   */
  async ask<T>(ask: Ask<T>): Promise<T> {
    const deadline = stripeDeadline();
    for (let attempt = 1; ; attempt += 1) {
      try {
        const inTurn = this.#turns.run(() => inTime(this.#askOnce(ask, deadline), deadline));
        return await inTime(inTurn, deadline);
      } catch (error) {
        const pause = pauseAfter(attempt);
        const isLast = attempt === ATTEMPTS || performance.now() + pause >= deadline;
        if (isLast || !isWorthRetrying(error)) throw error;
        await wait(pause);
      }
    }
  }

  async #askOnce<T>(ask: Ask<T>, deadline: number): Promise<T> {
    const left = Math.floor(deadline - performance.now());
    if (left <= 0) throw outOfTime();
    if (!this.#breaker.mayTry()) throw down();
    try {
      const answer = await ask({ timeout: Math.min(ATTEMPT_MS, left), maxNetworkRetries: 0 });
      this.#breaker.note('answered');
      return answer;
    } catch (error) {
      this.#breaker.note(saysThatStripeIsDown(error) ? 'failed' : 'answered');
      throw error;
    }
  }
}

function down(): ShopProblem {
  const cause = new Error('Stripe failed many times in a row: it is asked again in a moment');
  return new ShopProblem('payment-unavailable', { cause });
}

/** Jittered, so that those who met do not meet again. */
function pauseAfter(attempt: number): number {
  const longest = FIRST_PAUSE_MS * 2 ** attempt;
  return longest / 2 + (longest / 2) * Math.random();
}
