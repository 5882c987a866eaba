import { type RequestHandler, Router } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { clientKeyOf } from './client-key.js';
import { tooMany } from './too-many.js';

/** At most `times` within `seconds`, a fixed window that starts with the first. */
export interface Quota {
  times: number;
  seconds: number;
}

export interface Limit {
  /** The route pattern of the post. */
  path: string;
  /** Detail of the 429 response. */
  message: string;
  session: Quota;
  address: Quota;
  /** All clients together. */
  overall: Quota;
}

/** Limits posts. The counters are in memory; paths are matched by the router, as the routes are. */
export function rateLimits(limits: readonly Limit[]): Router {
  const router = Router();
  for (const limit of limits) router.post(limit.path, middleware(limit));
  return router;
}

function middleware(limit: Limit): RequestHandler {
  const { message } = limit;
  const [session, address, overall] = [limit.session, limit.address, limit.overall].map(counter);
  return async (request, _response, next) => {
    const client = clientKeyOf(request);
    try {
      // In this order: a refused client does not use up the quota of all.
      if (client.session) await session?.consume(client.session);
      await address?.consume(client.address);
      await overall?.consume('all');
      next();
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) next(error);
      else next(tooMany('too-many-requests', message, error.msBeforeNext));
    }
  };
}

function counter({ times, seconds }: Quota): RateLimiterMemory {
  return new RateLimiterMemory({ points: times, duration: seconds });
}
