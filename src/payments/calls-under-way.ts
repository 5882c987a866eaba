import { ShopProblem } from '../problem/problem.js';
import { inTime, PAGE_MS, withStripeDeadline } from './stripe-deadline.js';

const NONE = Promise.resolve(null);

/** One call to Stripe for all who want the same answer at the same time. */
export class CallsUnderWay<T extends object> {
  readonly #calls = new Map<string, Promise<T>>();

  /**
   * The answer of the call of that name, begun now if none is under way. Whoever joins one late has
   * more time than it has left: they begin another when it ends without an answer from Stripe.
   */
  async joinOrBegin(name: string, call: () => Promise<T>): Promise<T> {
    const earlier = this.#calls.get(name)?.catch(nullWhenUnavailable);
    const answer = await inTime(earlier ?? NONE);
    return answer ?? inTime(this.#calls.get(name) ?? this.#begin(name, call));
  }

  /** In a time of its own, so that it does not end with the page of whoever was first. */
  #begin(name: string, call: () => Promise<T>): Promise<T> {
    const answer = withStripeDeadline(PAGE_MS, call).finally(() => this.#calls.delete(name));
    this.#calls.set(name, answer);
    return answer;
  }
}

function nullWhenUnavailable(error: unknown): null {
  if (error instanceof ShopProblem && error.code === 'payment-unavailable') return null;
  throw error;
}
