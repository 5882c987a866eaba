import { type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible';

/** At most `times` within `seconds`, a fixed window that starts with the first. */
export interface Quota {
  times: number;
  seconds: number;
}

export type Counter = RateLimiterAbstract;

/** Counts what clients do, for all processes of the shop together. */
export abstract class Counters {
  /** `name`: tells what is counted here from what others count. */
  abstract counter(name: string, quota: Quota): Counter;
  /** What is written down instead of a session, an address or a token. */
  abstract pseudonymOf(secret: string): string;
}

/** On SQLite, one process is the shop. */
export class MemoryCounters extends Counters {
  override counter(_name: string, { times, seconds }: Quota): Counter {
    return new RateLimiterMemory({ points: times, duration: seconds });
  }

  override pseudonymOf(secret: string): string {
    return secret;
  }
}
