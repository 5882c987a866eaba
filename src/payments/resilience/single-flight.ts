import { ShopProblem } from '../../common/problem.js';
import { PAGE_DEADLINE_MS, runWithDeadline, withinDeadline } from './deadline.js';

const NONE = Promise.resolve(null);

/** One call to Stripe for all who want the same answer at the same time. */
export class SingleFlight<T extends object> {
  readonly #calls = new Map<string, Promise<T>>();

  /**
   * The answer of the call of that name, begun now if none is under way. Whoever joins one late has
   * more time than it has left: they begin another when it ends without an answer from Stripe.
   */
  async run(name: string, call: () => Promise<T>): Promise<T> {
    const earlier = this.#calls.get(name)?.catch(nullWhenUnavailable);
    const answer = await withinDeadline(earlier ?? NONE);
    return answer ?? withinDeadline(this.#calls.get(name) ?? this.#start(name, call));
  }

  /** In a time of its own, so that it does not end with the page of whoever was first. */
  #start(name: string, call: () => Promise<T>): Promise<T> {
    const answer = runWithDeadline(PAGE_DEADLINE_MS, call).finally(() => this.#calls.delete(name));
    this.#calls.set(name, answer);
    return answer;
  }
}

function nullWhenUnavailable(error: unknown): null {
  if (error instanceof ShopProblem && error.code === 'payment-unavailable') return null;
  throw error;
}
