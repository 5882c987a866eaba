import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import { type Counter, Counters, type Quota } from './counters.js';
import type { SharedStore } from './shared-store.js';

const DELETE_EXPIRED = `DELETE FROM "RateLimit" WHERE "expire" < extract(epoch from now()) * 1000`;

/** Counts in the database, and in memory while it does not answer: a silent server closes nothing. */
export class PostgresqlCounters extends Counters {
  constructor(private readonly store: SharedStore) {
    super();
    store.cleanUpWith(DELETE_EXPIRED);
  }

  override counter(name: string, { times, seconds }: Quota): Counter {
    const quota = { points: times, duration: seconds };
    return new RateLimiterPostgres({
      ...quota,
      storeClient: this.store,
      storeType: 'pool',
      tableName: 'RateLimit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      insuranceLimiter: new RateLimiterMemory(quota),
    });
  }

  override pseudonymOf(secret: string): string {
    return this.store.pseudonymOf(secret);
  }
}
