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
    const last = this.#lastQuestion(paymentIntentId);
    // Where there is news, the answer to come is worth waiting for.
    return inTime(last?.next ?? last?.answer ?? this.#ask(paymentIntentId));
  }

  /**
   * What Stripe says after this call was made. For news (an event, a return from Stripe) that an
   * earlier answer may not know of.
   */
  fresh(paymentIntentId: string): Promise<T> {
    const last = this.#lastQuestion(paymentIntentId);
    if (!last) return inTime(this.#ask(paymentIntentId));
    return inTime((last.next ??= this.#askAfter(paymentIntentId, last)));
  }

  async #askAfter(paymentIntentId: string, last: Question<T>): Promise<T> {
    const [answer] = await Promise.allSettled([last.answer]);
    if (answer.status === 'fulfilled' && this.isFinal(answer.value)) return answer.value;
    await wait(Math.max(0, last.askedAt + INTERVAL_MS - performance.now()));
    const current = this.#last.get(paymentIntentId);
    return current && current !== last ? current.answer : this.#ask(paymentIntentId);
  }

  #ask(paymentIntentId: string): Promise<T> {
    const answer = withStripeDeadline(PAGE_MS, () => this.question(paymentIntentId));
    this.#last.delete(paymentIntentId); // so that the Map stays in the order of asking
    this.#last.set(paymentIntentId, { askedAt: performance.now(), answer, next: null });
    return answer;
  }

  #lastQuestion(paymentIntentId: string): Question<T> | undefined {
    this.#forgetOld();
    return this.#last.get(paymentIntentId);
  }

  #forgetOld() {
    const limit = performance.now() - INTERVAL_MS;
    for (const [id, question] of this.#last) {
      if (question.askedAt > limit) break;
      this.#last.delete(id);
    }
  }
}
