import { type RequestHandler, Router } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type ClientKey, clientKeyOf, widerNetwork } from './client-key.js';
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

/**
 * A home often has a /56 of IPv6, a company a /48: with an allowance for each of their /64 networks, one of them
 * could use up the quota of all. `share`: how many times the allowance of one address they have.
 */
const WIDER_NETWORKS = [
  { bits: 56, share: 2 },
  { bits: 48, share: 8 },
];

/** Limits posts. The counters are in memory; paths are matched by the router, as the routes are. */
export function rateLimits(limits: readonly Limit[]): Router {
  const router = Router();
  for (const limit of limits) router.post(limit.path, middleware(limit));
  return router;
}

function middleware({ message, session, address, overall }: Limit): RequestHandler {
  const sessions = counter(session);
  const addresses = counter(address);
  const networks = WIDER_NETWORKS.map(({ bits, share }) => ({
    bits,
    counter: counter({ ...address, times: address.times * share }),
  }));
  const all = counter(overall);
  // In this order: a refused client does not use up the quota of all.
  return rateLimit(message, (client) => [
    ...(client.session ? [{ counter: sessions, key: client.session }] : []),
    { counter: addresses, key: client.address },
    ...networks.flatMap(({ counter, bits }) => {
      const key = widerNetwork(client.address, bits);
      return key ? [{ counter, key }] : [];
    }),
    { counter: all, key: 'all' },
  ]);
}

interface Count {
  counter: RateLimiterMemory;
  key: string;
}

/** Refuses where one count is used up, and gives back what the counts before it have taken. */
function rateLimit(message: string, countsOf: (client: ClientKey) => Count[]): RequestHandler {
  return async (request, _response, next) => {
    const taken: Count[] = [];
    try {
      for (const count of countsOf(clientKeyOf(request))) {
        await count.counter.consume(count.key);
        taken.push(count);
      }
      next();
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) {
        next(error);
        return;
      }
      await Promise.all(taken.map((count) => count.counter.reward(count.key)));
      next(tooMany('too-many-requests', message, error.msBeforeNext));
    }
  };
}

function counter({ times, seconds }: Quota): RateLimiterMemory {
  return new RateLimiterMemory({ points: times, duration: seconds });
}
