import { setTimeout as wait } from 'node:timers/promises';
import { inTime, PAGE_MS, withStripeDeadline } from './stripe-deadline.js';

const INTERVAL_MS = 2_000;

interface Question<T> {
  askedAt: number;
  answer: Promise<T>;
  next: Promise<T> | null;
}

/**
 * Asks Stripe one thing of a payment at most every two seconds, however many want to know. A question
 * has a deadline of its own, and each who waits for its answer has theirs.
 */
export class Watch<T> {
  readonly #last = new Map<string, Question<T>>();

  /** `isFinal`: such an answer stays true and is not asked for again. */
  constructor(
    private readonly question: (paymentIntentId: string) => Promise<T>,
    private readonly isFinal: (answer: T) => boolean,
  ) {}

  /** What Stripe said within the last two seconds, or says now. For pages, which come again. */
  recent(paymentIntentId: string): Promise<T> {
    return inTime(this.#recent(paymentIntentId));
  }

  /** The same, for who does not come again: an earlier question's failure is not their answer. */
  recentOrFresh(paymentIntentId: string): Promise<T> {
    const isFirst = !this.#last.has(paymentIntentId);
    const said = this.#recent(paymentIntentId);
    return inTime(isFirst ? said : said.catch(() => this.#fresh(paymentIntentId)));
  }

  /**
   * What Stripe says after this call was made. For news (an event, a return from Stripe) that an
   * earlier answer may not know of.
   */
  fresh(paymentIntentId: string): Promise<T> {
    return inTime(this.#fresh(paymentIntentId));
  }

  #recent(paymentIntentId: string): Promise<T> {
    const last = this.#last.get(paymentIntentId);
    // Where there is news, the answer to come is worth waiting for.
    return last?.next ?? last?.answer ?? this.#ask(paymentIntentId);
  }

  #fresh(paymentIntentId: string): Promise<T> {
    const last = this.#last.get(paymentIntentId);
    if (!last) return this.#ask(paymentIntentId);
    return (last.next ??= this.#askAfter(paymentIntentId, last));
  }

  async #askAfter(paymentIntentId: string, last: Question<T>): Promise<T> {
    const [said] = await Promise.allSettled([last.answer]);
    if (said.status === 'fulfilled' && this.isFinal(said.value)) return said.value;
    await wait(Math.max(0, last.askedAt + INTERVAL_MS - performance.now()));
    const current = this.#last.get(paymentIntentId);
    return current && current !== last ? current.answer : this.#ask(paymentIntentId);
  }

  #ask(paymentIntentId: string): Promise<T> {
    const answer = withStripeDeadline(PAGE_MS, () => this.question(paymentIntentId));
    const question: Question<T> = { askedAt: performance.now(), answer, next: null };
    this.#last.set(paymentIntentId, question);
    setTimeout(() => this.#forget(paymentIntentId, question), INTERVAL_MS).unref();
    return answer;
  }

  /** By a clock of its own, so that no answer's secret outlives its use in a quiet shop's memory. */
  #forget(paymentIntentId: string, question: Question<T>) {
    if (this.#last.get(paymentIntentId) === question) this.#last.delete(paymentIntentId);
  }
}
