import { Injectable, Logger } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { PROBLEM_TABLE } from '../../common/problem-table.js';
import { type ClientKey, clientKeyOf } from '../../web/limits/client-key.js';
import { tooMany } from '../../web/limits/too-many.js';

/** A client with this many declined payments within `seconds` is blocked for `seconds`. */
export const DECLINES = { session: 10, address: 20, seconds: 15 * 60 };

const MAX_PAYERS = 20_000;
const REFUSAL = PROBLEM_TABLE['too-many-declines'].whatHappened;

const counter = (points: number) => new RateLimiterMemory({ points, duration: DECLINES.seconds });

/**
 * Protects against card testing: blocks checkout for a client with too many declined payments. Declines
 * are counted by Stripe's events, so that payments without the shop's pages count too.
 */
@Injectable()
export class CardTestingGuard {
  readonly #logger = new Logger(CardTestingGuard.name);
  readonly #sessions = counter(DECLINES.session);
  readonly #addresses = counter(DECLINES.address);
  /** The client that pays an order, by the token of the order. */
  readonly #payers = new Map<string, ClientKey>();

  /** Counts a declined payment of the order with this token. */
  async recordDecline(token: string): Promise<void> {
    const payer = this.#payers.get(token);
    if (!payer) return;
    const counted = await Promise.all([
      payer.session ? this.#count(this.#sessions, payer.session) : false,
      this.#count(this.#addresses, payer.address),
    ]);
    if (counted.some(Boolean))
      this.#logger.warn('Too many declines: checkout is blocked for a client');
  }

  /** For the posts that precede a payment. */
  readonly middleware: RequestHandler = async (request, response, next) => {
    const client = clientKeyOf(request);
    const waitMs = Math.max(
      client.session ? await this.#blockedForMs(this.#sessions, client.session) : 0,
      await this.#blockedForMs(this.#addresses, client.address),
    );
    if (waitMs > 0) {
      next(tooMany('too-many-declines', REFUSAL, waitMs));
      return;
    }
    response.once('finish', () => this.#remember(request, response));
    next();
  };

  /** True if the client is blocked from now on. */
  async #count(counter: RateLimiterMemory, key: string): Promise<boolean> {
    const { consumedPoints } = await counter.penalty(key);
    if (consumedPoints !== counter.points) return false;
    await counter.block(key, DECLINES.seconds);
    return true;
  }

  async #blockedForMs(counter: RateLimiterMemory, key: string): Promise<number> {
    const state = await counter.get(key);
    return state && state.consumedPoints >= counter.points ? state.msBeforeNext : 0;
  }

  #remember(request: Request, response: Response) {
    const token = request.params['token'] ?? orderTokenIn(response.get('Location'));
    if (typeof token !== 'string' || response.statusCode >= 400) return;
    this.#payers.delete(token);
    this.#payers.set(token, clientKeyOf(request));
    const [oldest] = this.#payers.keys();
    if (oldest && this.#payers.size > MAX_PAYERS) this.#payers.delete(oldest);
  }
}

function orderTokenIn(location = ''): string | undefined {
  return /^\/checkout\/([^/]+)$/.exec(location)?.[1];
}
