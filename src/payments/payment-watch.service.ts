import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { isFinal, type Payment } from './domain/payment.js';
import { type FoundPayment, PaymentGateway } from './payment-gateway.js';
import { inTime, PAGE_MS, withStripeDeadline } from './stripe-deadline.js';

const INTERVAL_MS = 2_000;

interface Question {
  askedAt: number;
  answer: Promise<FoundPayment | null>;
  next: Promise<FoundPayment | null> | null;
}

/**
 * Asks Stripe about a payment at most every two seconds, however many want to know. A question has
 * a deadline of its own, and each who waits for its answer has theirs.
 */
@Injectable()
export class PaymentWatch {
  readonly #last = new Map<string, Question>();

  constructor(private readonly gateway: PaymentGateway) {}

  /** What Stripe said within the last two seconds, or says now. For pages, which come again. */
  async recent(paymentIntentId: string): Promise<Payment | null> {
    const found = await inTime(this.#recent(paymentIntentId));
    return found?.payment ?? null;
  }

  /**
   * The same, with what lets its bearer pay, for the payment page, which does not come again by
   * itself: an earlier question's failure is not its answer.
   */
  open(paymentIntentId: string): Promise<FoundPayment | null> {
    const isFirst = !this.#last.has(paymentIntentId);
    const said = this.#recent(paymentIntentId);
    return inTime(isFirst ? said : said.catch(() => this.#fresh(paymentIntentId)));
  }

  /**
   * What Stripe says after this call was made. For news (an event, a return from Stripe) that an
   * earlier answer may not know of. An answer that is final stays true and is not asked for again.
   */
  async fresh(paymentIntentId: string): Promise<Payment | null> {
    const found = await inTime(this.#fresh(paymentIntentId));
    return found?.payment ?? null;
  }

  #recent(paymentIntentId: string): Promise<FoundPayment | null> {
    const last = this.#last.get(paymentIntentId);
    // Where there is news, the answer to come is worth waiting for.
    return last?.next ?? last?.answer ?? this.#ask(paymentIntentId);
  }

  #fresh(paymentIntentId: string): Promise<FoundPayment | null> {
    const last = this.#last.get(paymentIntentId);
    if (!last) return this.#ask(paymentIntentId);
    return (last.next ??= this.#askAfter(paymentIntentId, last));
  }

  async #askAfter(paymentIntentId: string, last: Question): Promise<FoundPayment | null> {
    const found = await last.answer.catch(() => null);
    if (found && isFinal(found.payment)) return found;
    await wait(Math.max(0, last.askedAt + INTERVAL_MS - performance.now()));
    const current = this.#last.get(paymentIntentId);
    return current && current !== last ? current.answer : this.#ask(paymentIntentId);
  }

  #ask(paymentIntentId: string): Promise<FoundPayment | null> {
    const answer = withStripeDeadline(PAGE_MS, () => this.gateway.find(paymentIntentId));
    const question: Question = { askedAt: performance.now(), answer, next: null };
    this.#last.set(paymentIntentId, question);
    setTimeout(() => this.#forget(paymentIntentId, question), INTERVAL_MS).unref();
    return answer;
  }

  /** By a clock of its own, so that no answer's secret outlives its use in a quiet shop's memory. */
  #forget(paymentIntentId: string, question: Question) {
    if (this.#last.get(paymentIntentId) === question) this.#last.delete(paymentIntentId);
  }
}
