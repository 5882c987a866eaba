import { type RequestHandler, Router } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ShopProblem } from '../../problem/problem.js';
import type { DeclineCoolDown } from './decline-cool-down.js';
import { type Allowance, type Limit, LIMITS } from './limits.js';
import { tryAgainIn } from './try-again-in.js';
import { visitorOf } from './visitor.js';

/** Counts posts, in this process's memory, by the router's own idea of which path is which. */
export function rateLimits(declines: DeclineCoolDown): Router {
  const router = Router();
  for (const limit of LIMITS) router.post(limit.path, guard(limit));
  router.post(['/checkout', '/checkout/:token/contact'], declines.guard);
  return router;
}

function guard(limit: Limit): RequestHandler {
  const { words } = limit;
  const [session, address, overall] = [limit.session, limit.address, limit.overall].map(counter);
  return async (request, _response, next) => {
    const visitor = visitorOf(request);
    try {
      // In this order, so that what is refused to one visitor is not taken from the others.
      if (visitor.session) await session?.consume(visitor.session);
      await address?.consume(visitor.address);
      await overall?.consume('all');
      next();
    } catch (refusal) {
      next(refusal instanceof RateLimiterRes ? tooMany(words, refusal.msBeforeNext) : refusal);
    }
  };
}

function counter({ times, seconds }: Allowance): RateLimiterMemory {
  return new RateLimiterMemory({ points: times, duration: seconds });
}

function tooMany(words: string, msBeforeNext: number): ShopProblem {
  const retryAfterSeconds = Math.ceil(msBeforeNext / 1000);
  const detail = `${words} ${tryAgainIn(retryAfterSeconds)}`;
  return new ShopProblem('too-many-requests', { detail, retryAfterSeconds });
}
