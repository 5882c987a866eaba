import { Injectable } from '@nestjs/common';

/** The header tells whole seconds, and has been on its way. */
const NOTICED_SECONDS = 60;

/**
 * How far this machine's clock is from Stripe's, by the last answer that came from there. A wrong
 * clock refuses every webhook, whose signature is good for five minutes. A stopwatch carries
 * Stripe's time on, so that a clock that goes wrong or is set right shows without asking again.
 * While the machine sleeps so does the stopwatch: what it says is a suspicion, to be asked about.
 */
@Injectable()
export class StripeClock {
  /** Stripe's time when the stopwatch was at zero. */
  #zero: number | null = null;
  /** How often Stripe has told its time. */
  timesHeard = 0;

  /** The Date header of an answer that has just come. */
  note(date: string | string[] | undefined) {
    const time = typeof date === 'string' ? Date.parse(date) : NaN;
    if (Number.isNaN(time)) return;
    this.#zero = time - performance.now();
    this.timesHeard += 1;
  }

  /** Positive when this machine is ahead. Null while Stripe has answered nothing yet. */
  skewSeconds(): number | null {
    if (this.#zero === null) return null;
    return Math.round((Date.now() - this.#zero - performance.now()) / 1000);
  }

  /** Stripe's time where this machine's is known to be wrong. Ask Stripe something first. */
  now(): Date {
    const skew = this.skewSeconds() ?? 0;
    return new Date(Date.now() - (Math.abs(skew) < NOTICED_SECONDS ? 0 : skew * 1000));
  }
}
