import { Injectable, Logger } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { ShopProblem } from '../../common/problem.js';
import { DECLINES } from './limits.js';
import { tryAgainIn } from './try-again-in.js';
import { type ClientKey, clientKeyOf } from './client-key.js';

const MOST_REMEMBERED = 20_000;

/**
 * Against card testing: whoever has had too many payments declined must wait before the next. Stripe
 * tells the shop of each decline, also of those that were tried past its pages.
 */
@Injectable()
export class CardTestingGuard {
  readonly #logger = new Logger(CardTestingGuard.name);
  readonly #sessions = new RateLimiterMemory({ points: DECLINES.session, duration: DECLINES.seconds }); // prettier-ignore
  readonly #addresses = new RateLimiterMemory({ points: DECLINES.address, duration: DECLINES.seconds }); // prettier-ignore
  /** Who is paying which order, by its token. */
  readonly #payers = new Map<string, ClientKey>();

  /** Stripe declined a payment of this order. */
  async recordDecline(token: string): Promise<void> {
    const payer = this.#payers.get(token);
    if (!payer) return;
    const counted = await Promise.all([
      payer.session ? this.#count(this.#sessions, payer.session) : false,
      this.#count(this.#addresses, payer.address),
    ]);
    if (counted.some(Boolean)) this.#logger.warn('Too many declines: checkout is closed to one visitor'); // prettier-ignore
  }

  /** For both of the posts that a payment begins with. */
  readonly guard: RequestHandler = async (request, response, next) => {
    const client = clientKeyOf(request);
    const waitMs = Math.max(
      client.session ? await this.#closedFor(this.#sessions, client.session) : 0,
      await this.#closedFor(this.#addresses, client.address),
    );
    if (waitMs > 0) {
      next(tooManyDeclines(waitMs));
      return;
    }
    response.once('finish', () => this.#remember(request, response));
    next();
  };

  /** True when this was the one too many. */
  async #count(counter: RateLimiterMemory, key: string): Promise<boolean> {
    const { consumedPoints } = await counter.penalty(key);
    if (consumedPoints !== counter.points) return false;
    await counter.block(key, DECLINES.seconds);
    return true;
  }

  async #closedFor(counter: RateLimiterMemory, key: string): Promise<number> {
    const state = await counter.get(key);
    return state && state.consumedPoints >= counter.points ? state.msBeforeNext : 0;
  }

  #remember(request: Request, response: Response) {
    const token = request.params['token'] ?? orderIn(response.get('Location'));
    if (typeof token !== 'string' || response.statusCode >= 400) return;
    this.#payers.delete(token);
    this.#payers.set(token, clientKeyOf(request));
    const [oldest] = this.#payers.keys();
    if (oldest && this.#payers.size > MOST_REMEMBERED) this.#payers.delete(oldest);
  }
}

function orderIn(location = ''): string | undefined {
  return /^\/checkout\/([^/]+)$/.exec(location)?.[1];
}

function tooManyDeclines(waitMs: number): ShopProblem {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  const detail = `Many payments from here were declined, so we take no further one for now. ${tryAgainIn(retryAfterSeconds)}`;
  return new ShopProblem('too-many-declines', { detail, retryAfterSeconds });
}
