import { type RequestHandler, Router } from 'express';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { TextKey } from '../../texts/languages.js';
import { type ClientKey, clientKeyOf, widerNetwork } from './client-key.js';
import type { Counter, Counters, Quota } from './counters.js';
import { tooMany } from './too-many.js';

export interface Limit {
  /** The route pattern of the post. */
  path: string;
  /** Detail of the 429 response. */
  message: TextKey;
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

/** Limits posts. Paths are matched by the router, as the routes are. */
export function rateLimits(limits: readonly Limit[], counters: Counters): Router {
  const router = Router();
  for (const limit of limits) router.post(limit.path, middleware(limit, counters));
  return router;
}

function middleware(limit: Limit, counters: Counters): RequestHandler {
  const { path, message, address } = limit;
  const counter = (of: string, quota: Quota) => counters.counter(`${path} ${of}`, quota);
  const sessions = counter('session', limit.session);
  const addresses = counter('address', address);
  const networks = WIDER_NETWORKS.map(({ bits, share }) => ({
    bits,
    counter: counter(`/${bits}`, { ...address, times: address.times * share }),
  }));
  const all = counter('all', limit.overall);
  // In this order: a refused client does not use up the quota of all.
  const pseudonymOf = (secret: string) => counters.pseudonymOf(secret);
  return rateLimit(message, (client) => [
    ...(client.session ? [{ counter: sessions, key: pseudonymOf(client.session) }] : []),
    { counter: addresses, key: pseudonymOf(client.address) },
    ...networks.flatMap(({ counter, bits }) => {
      const key = widerNetwork(client.address, bits);
      return key ? [{ counter, key: pseudonymOf(key) }] : [];
    }),
    { counter: all, key: 'all' },
  ]);
}

interface Count {
  counter: Counter;
  key: string;
}

/** Refuses where one count is used up, and gives back what the counts before it have taken. */
function rateLimit(message: TextKey, countsOf: (client: ClientKey) => Count[]): RequestHandler {
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
