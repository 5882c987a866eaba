import { AsyncLocalStorage } from 'node:async_hooks';
import { ShopProblem } from '../../common/problem.js';

/** A page answers within ten seconds, its own work on a busy machine included. */
export const PAGE_DEADLINE_MS = 8_000;
/** Nobody looks at a page meanwhile, but Stripe waits for the answer to its event. */
export const WEBHOOK_DEADLINE_MS = 15_000;
const BACKGROUND_DEADLINE_MS = 30_000;

const deadlines = new AsyncLocalStorage<number>();

/** All that `work` asks of Stripe, retries included, ends within these milliseconds. */
export function runWithDeadline<T>(milliseconds: number, work: () => T): T {
  return deadlines.run(performance.now() + milliseconds, work);
}

/** When to stop, by `performance.now()`. Outside of any request: a while from now. */
export function currentDeadline(): number {
  return deadlines.getStore() ?? performance.now() + BACKGROUND_DEADLINE_MS;
}

/**
 * The answer, or `payment-unavailable` at the deadline, even if the answer is shared with somebody
 * who has more time, or its own timeouts do not hold.
 */
export function withinDeadline<T>(answer: Promise<T>, deadline = currentDeadline()): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const left = Math.max(0, deadline - performance.now());
    const timer = setTimeout(() => reject(deadlineExceeded()), left);
    void answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export function deadlineExceeded(): ShopProblem {
  const cause = new Error('Stripe did not answer within the time that this request has for it');
  return new ShopProblem('payment-unavailable', { cause });
}
