import { setTimeout as wait } from 'node:timers/promises';
import type Stripe from 'stripe';
import { inTime, outOfTime, stripeDeadline } from '../stripe-deadline.js';
import { isWorthRetrying } from './stripe-error.js';

const ATTEMPTS = 3;
const ATTEMPT_MS = 2_500;
const FIRST_PAUSE_MS = 300;

/** To be passed on to the SDK with the request. */
export type AttemptOptions = Pick<Stripe.RequestOptions, 'timeout' | 'maxNetworkRetries'>;

/**
 * Asks up to three times, within the deadline of the request that this belongs to. Ours rather than
 * the SDK's retries: those know no deadline, and leave out 429, which Stripe also answers while
 * another request holds the same PaymentIntent.
 */
export async function askStripe<T>(ask: (options: AttemptOptions) => Promise<T>): Promise<T> {
  const deadline = stripeDeadline();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await askOnce(ask, deadline);
    } catch (error) {
      const pause = pauseAfter(attempt);
      const isLast = attempt === ATTEMPTS || performance.now() + pause >= deadline;
      if (isLast || !isWorthRetrying(error)) throw error;
      await wait(pause);
    }
  }
}

function askOnce<T>(ask: (options: AttemptOptions) => Promise<T>, deadline: number): Promise<T> {
  const left = Math.floor(deadline - performance.now());
  if (left <= 0) throw outOfTime();
  return inTime(ask({ timeout: Math.min(ATTEMPT_MS, left), maxNetworkRetries: 0 }), deadline);
}

/** Jittered, so that those who met do not meet again. */
function pauseAfter(attempt: number): number {
  const longest = FIRST_PAUSE_MS * 2 ** attempt;
  return longest / 2 + (longest / 2) * Math.random();
}
