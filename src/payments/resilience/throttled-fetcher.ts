import { PAGE_DEADLINE_MS, runWithDeadline, withinDeadline } from './deadline.js';
import { TokenBuckets } from './token-buckets.js';

const INTERVAL_MS = 2_000;
/** A purchase needs three without a pause: for the payment page, an event, and the return from Stripe. */
const BURST = 4;

interface Fetch<T> {
  result: Promise<T>;
  next: Promise<T> | null;
}

/**
 * Fetches a resource of a payment a few times at once, then at most once in two seconds, for all callers
 * of this process together: see decision 19. A fetch has a deadline of its own, and each caller waits until the caller's deadline.
 */
export class ThrottledFetcher<T> {
  readonly #last = new Map<string, Fetch<T>>();
  readonly #buckets = new TokenBuckets(BURST, INTERVAL_MS);

  /** A result for which `isFinal` returns true never changes: `getFresh` reuses it while cached. */
  constructor(
    private readonly fetch: (paymentIntentId: string) => Promise<T>,
    private readonly isFinal: (result: T) => boolean,
  ) {}

  /** A result of the last two seconds, or a new one. For pages that refresh. */
  getCached(paymentIntentId: string): Promise<T> {
    return withinDeadline(this.#cached(paymentIntentId));
  }

  /** Like `getCached`, but fetches again if a fetch that another caller started has failed. */
  getCachedOrFresh(paymentIntentId: string): Promise<T> {
    const isFirst = !this.#last.has(paymentIntentId);
    const cached = this.#cached(paymentIntentId);
    return withinDeadline(isFirst ? cached : cached.catch(() => this.#fetchAgain(paymentIntentId)));
  }

  /**
   * A result that is fetched after this call. For callers that know of a change (a webhook, a return
   * from Stripe) which an earlier result may lack.
   */
  getFresh(paymentIntentId: string): Promise<T> {
    return withinDeadline(this.#fetchAgain(paymentIntentId));
  }

  #cached(paymentIntentId: string): Promise<T> {
    const last = this.#last.get(paymentIntentId);
    // A scheduled fetch will have the newer result.
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
    await this.#buckets.waitForToken(paymentIntentId);
    const current = this.#last.get(paymentIntentId);
    return current && current !== last ? current.result : this.#fetchNow(paymentIntentId);
  }

  #fetchNow(paymentIntentId: string): Promise<T> {
    const result = runWithDeadline(PAGE_DEADLINE_MS, () => this.fetch(paymentIntentId));
    const fetch: Fetch<T> = { result, next: null };
    this.#buckets.take(paymentIntentId);
    this.#last.set(paymentIntentId, fetch);
    setTimeout(() => this.#forget(paymentIntentId, fetch), INTERVAL_MS).unref();
    return result;
  }

  /** Runs on a timer, so that client secrets do not stay in memory. */
  #forget(paymentIntentId: string, fetch: Fetch<T>) {
    if (this.#last.get(paymentIntentId) === fetch) this.#last.delete(paymentIntentId);
  }
}
