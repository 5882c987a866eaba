import { Injectable } from '@nestjs/common';

/**
 * How far this machine's clock is from Stripe's, by the last answer that came from there. A wrong
 * clock refuses every webhook, whose signature is good for five minutes. A stopwatch carries
 * Stripe's time on, so that a clock that goes wrong or is set right shows without asking again.
 * While the machine sleeps so does the stopwatch: what it says is a suspicion, to be asked about.
 */
@Injectable()
export class StripeClockService {
  /** Stripe's time when the stopwatch was at zero. */
  #monotonicOffset: number | null = null;
  /** How often Stripe has told its time. */
  sampleCount = 0;

  /** The Date header of an answer that has just come. */
  recordSample(date: string | string[] | undefined) {
    const time = typeof date === 'string' ? Date.parse(date) : NaN;
    if (Number.isNaN(time)) return;
    this.#monotonicOffset = time - performance.now();
    this.sampleCount += 1;
  }

  /** Positive when this machine is ahead. Null while Stripe has answered nothing yet. */
  skewSeconds(): number | null {
    if (this.#monotonicOffset === null) return null;
    return Math.round((Date.now() - this.#monotonicOffset - performance.now()) / 1000);
  }

  /** Stripe's time, to the second below; this machine's while Stripe has answered nothing yet. Ask something first. */
  now(): Date {
    return new Date(
      this.#monotonicOffset === null ? Date.now() : this.#monotonicOffset + performance.now(),
    );
  }
}
