import { Injectable } from '@nestjs/common';

/**
 * Stripe's time, from the Date header of the last response and the monotonic clock. With a clock skew
 * of five minutes, every webhook signature is refused. The monotonic clock stops while the machine is
 * suspended: sample again before you act on a skew. Each process asks on a machine of its own.
 */
@Injectable()
export class StripeClockService {
  /** Stripe's time minus `performance.now()`. */
  #monotonicOffset: number | null = null;
  sampleCount = 0;

  /** `date`: the Date header of a response that has just arrived. */
  recordSample(date: string | string[] | undefined) {
    const time = typeof date === 'string' ? Date.parse(date) : NaN;
    if (Number.isNaN(time)) return;
    this.#monotonicOffset = time - performance.now();
    this.sampleCount += 1;
  }

  /** Positive if this machine is ahead. Null before the first response. */
  skewSeconds(): number | null {
    if (this.#monotonicOffset === null) return null;
    return Math.round((Date.now() - this.#monotonicOffset - performance.now()) / 1000);
  }

  /** Stripe's time, up to a second late. This machine's time before the first response. */
  now(): Date {
    return new Date(
      this.#monotonicOffset === null ? Date.now() : this.#monotonicOffset + performance.now(),
    );
  }
}
