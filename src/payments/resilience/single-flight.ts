import { ShopProblem } from '../../common/problem.js';
import { PAGE_DEADLINE_MS, runWithDeadline, withinDeadline } from './deadline.js';

const NONE = Promise.resolve(null);

/** Shares one call among concurrent callers in this process that use the same key. */
export class SingleFlight<T extends object> {
  readonly #calls = new Map<string, Promise<T>>();

  /**
   * Joins the running call with this key, or starts one. A caller that joined late has more time left
   * than the call: if it ends with `payment-unavailable`, the caller starts another.
   */
  async run(key: string, call: () => Promise<T>): Promise<T> {
    const earlier = this.#calls.get(key)?.catch(nullWhenUnavailable);
    const answer = await withinDeadline(earlier ?? NONE);
    return answer ?? withinDeadline(this.#calls.get(key) ?? this.#start(key, call));
  }

  /** With a deadline of its own, independent of the first caller's. */
  #start(key: string, call: () => Promise<T>): Promise<T> {
    const answer = runWithDeadline(PAGE_DEADLINE_MS, call).finally(() => this.#calls.delete(key));
    this.#calls.set(key, answer);
    return answer;
  }
}

function nullWhenUnavailable(error: unknown): null {
  if (error instanceof ShopProblem && error.code === 'payment-unavailable') return null;
  throw error;
}
