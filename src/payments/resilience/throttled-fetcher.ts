import { setTimeout as wait } from 'node:timers/promises';
import { PAGE_DEADLINE_MS, runWithDeadline, withinDeadline } from './deadline.js';

const INTERVAL_MS = 2_000;

interface Fetch<T> {
  requestedAt: number;
  result: Promise<T>;
  next: Promise<T> | null;
}

/**
 * Asks Stripe one thing of a payment at most every two seconds, however many want to know. A question
 * has a deadline of its own, and each who waits for its answer has theirs.
 */
export class ThrottledFetcher<T> {
  readonly #last = new Map<string, Fetch<T>>();

  /** `isFinal`: such an answer stays true and is not asked for again. */
  constructor(
    private readonly fetch: (paymentIntentId: string) => Promise<T>,
    private readonly isFinal: (result: T) => boolean,
  ) {}

  /** What Stripe said within the last two seconds, or says now. For pages, which come again. */
  getCached(paymentIntentId: string): Promise<T> {
    return withinDeadline(this.#cached(paymentIntentId));
  }

  /** The same, for who does not come again: an earlier question's failure is not their answer. */
  getCachedOrFresh(paymentIntentId: string): Promise<T> {
    const isFirst = !this.#last.has(paymentIntentId);
    const settled = this.#cached(paymentIntentId);
    return withinDeadline(
      isFirst ? settled : settled.catch(() => this.#fetchAgain(paymentIntentId)),
    );
  }

  /**
   * What Stripe says after this call was made. For news (an event, a return from Stripe) that an
   * earlier answer may not know of.
   */
  getFresh(paymentIntentId: string): Promise<T> {
    return withinDeadline(this.#fetchAgain(paymentIntentId));
  }

  #cached(paymentIntentId: string): Promise<T> {
    const last = this.#last.get(paymentIntentId);
    // Where there is news, the answer to come is worth waiting for.
    return last?.next ?? last?.result ?? this.#fetchNow(paymentIntentId);
  }

  #fetchAgain(paymentIntentId: string): Promise<T> {
    const last = this.#last.get(paymentIntentId);
    if (!last) return this.#fetchNow(paymentIntentId);
    return (last.next ??= this.#fetchAfter(paymentIntentId, last));
  }

  async #fetchAfter(paymentIntentId: string, last: Fetch<T>): Promise<T> {
    const [settled] = await Promise.allSettled([last.result]);
    if (settled.status === 'fulfilled' && this.isFinal(settled.value)) return settled.value;
    await wait(Math.max(0, last.requestedAt + INTERVAL_MS - performance.now()));
    const current = this.#last.get(paymentIntentId);
    return current && current !== last ? current.result : this.#fetchNow(paymentIntentId);
  }

  #fetchNow(paymentIntentId: string): Promise<T> {
    const result = runWithDeadline(PAGE_DEADLINE_MS, () => this.fetch(paymentIntentId));
    const fetch: Fetch<T> = { requestedAt: performance.now(), result, next: null };
    this.#last.set(paymentIntentId, fetch);
    setTimeout(() => this.#forget(paymentIntentId, fetch), INTERVAL_MS).unref();
    return result;
  }

  /** By a clock of its own, so that no answer's secret outlives its use in a quiet shop's memory. */
  #forget(paymentIntentId: string, fetch: Fetch<T>) {
    if (this.#last.get(paymentIntentId) === fetch) this.#last.delete(paymentIntentId);
  }
}
