import { Injectable, Logger } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { type ClientKey, clientKeyOf } from '../../web/limits/client-key.js';
import { type Counter, Counters } from '../../web/limits/counters.js';
import { tooMany } from '../../web/limits/too-many.js';
import { Payers } from './payers.js';

/** A client with this many declined payments within `seconds` is blocked for `seconds`. */
export const DECLINES = { session: 10, address: 20, seconds: 15 * 60 };

const REFUSAL = 'problem.codes.too-many-declines.whatHappened';

/**
 * Protects against card testing: blocks checkout for a client with too many declined payments. Declines
 * are counted by Stripe's events, so that payments without the shop's pages count too.
 */
@Injectable()
export class CardTestingGuard {
  readonly #logger = new Logger(CardTestingGuard.name);
  readonly #sessions: Counter;
  readonly #addresses: Counter;

  constructor(
    private readonly counters: Counters,
    private readonly payers: Payers,
  ) {
    const { session, address, seconds } = DECLINES;
    this.#sessions = counters.counter('declines session', { times: session, seconds });
    this.#addresses = counters.counter('declines address', { times: address, seconds });
  }

  /** Counts a declined payment of the order with this token. */
  async recordDecline(token: string): Promise<void> {
    const payer = await this.#ifStored(() => this.payers.find(token));
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
    const client = this.#pseudonymOf(clientKeyOf(request));
    const waitMs = Math.max(
      client.session ? await this.#blockedForMs(this.#sessions, client.session) : 0,
      await this.#blockedForMs(this.#addresses, client.address),
    );
    if (waitMs > 0) {
      next(tooMany('too-many-declines', REFUSAL, waitMs));
      return;
    }
    response.once('finish', () => void this.#remember(client, request, response));
    next();
  };

  /** True if the client is blocked from now on. */
  async #count(counter: Counter, key: string): Promise<boolean> {
    const { consumedPoints } = await counter.penalty(key);
    if (consumedPoints !== counter.points) return false;
    await counter.block(key, DECLINES.seconds);
    return true;
  }

  async #blockedForMs(counter: Counter, key: string): Promise<number> {
    const state = await counter.get(key);
    return state && state.consumedPoints >= counter.points ? state.msBeforeNext : 0;
  }

  async #remember(client: ClientKey, request: Request, response: Response) {
    const token = request.params['token'] ?? orderTokenIn(response.get('Location'));
    if (typeof token !== 'string' || response.statusCode >= 400) return;
    await this.#ifStored(() => this.payers.remember(token, client));
  }

  #pseudonymOf({ session, address }: ClientKey): ClientKey {
    const of = (secret: string) => this.counters.pseudonymOf(secret);
    return { session: session && of(session), address: of(address) };
  }

  /** Nobody is kept from paying because a payer could not be remembered. */
  async #ifStored<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch {
      return null; // the store has told
    }
  }
}

function orderTokenIn(location = ''): string | undefined {
  return /^\/checkout\/(?!delivery\b)([^/]+)$/.exec(location)?.[1];
}
