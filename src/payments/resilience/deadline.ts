import { AsyncLocalStorage } from 'node:async_hooks';
import { ShopProblem } from '../../common/problem.js';

/** A page responds within ten seconds: two are left for the shop's own work. */
export const PAGE_DEADLINE_MS = 8_000;
/** Stripe waits for the response to its event. */
export const WEBHOOK_DEADLINE_MS = 15_000;
const BACKGROUND_DEADLINE_MS = 30_000;

const deadlines = new AsyncLocalStorage<number>();

/** All calls to Stripe made by `work`, retries included, end within the given time. */
export function runWithDeadline<T>(milliseconds: number, work: () => T): T {
  return deadlines.run(performance.now() + milliseconds, work);
}

/** On the scale of `performance.now()`. Outside of a request, a default applies. */
export function currentDeadline(): number {
  return deadlines.getStore() ?? performance.now() + BACKGROUND_DEADLINE_MS;
}

/**
 * Rejects with `payment-unavailable` at the deadline, even if `answer` is shared with callers that
 * have later deadlines, or its own timeouts fail.
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
