import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { OrderQueries } from '../orders/order.queries.js';
import { SigningSecrets } from '../payments/signing-secrets.service.js';
import { WebhookEventQueries } from './webhook-event.queries.js';

export type WebhookAdvice = 'no-secret' | 'none-arrives';

const REMEMBERED_MS = 5_000;
/** Pages are often faster than Stripe's events. */
const EVENTS_MAY_TAKE_MS = 5_000;

/** Tells a developer with test keys that events do not arrive. Elsewhere there is nothing to say. */
@Injectable()
export class WebhookAdviceService {
  readonly #logger = new Logger(WebhookAdviceService.name);
  readonly #isTestMode: boolean;
  #silent: { askedAt: number; answer: Promise<boolean> } | null = null;

  constructor(
    config: Config,
    private readonly orders: OrderQueries,
    private readonly events: WebhookEventQueries,
    private readonly secrets: SigningSecrets,
  ) {
    this.#isTestMode = config.get('stripe', { infer: true }).mode === 'test';
  }

  async advice(): Promise<WebhookAdvice | null> {
    if (!this.#isTestMode) return null;
    if (this.secrets.current().length === 0) return 'no-secret';
    return (await this.#isSilent()) ? 'none-arrives' : null;
  }

  #isSilent(): Promise<boolean> {
    const now = performance.now();
    if (!this.#silent || now - this.#silent.askedAt > REMEMBERED_MS) {
      this.#silent = { askedAt: now, answer: this.#ask() };
    }
    return this.#silent.answer;
  }

  /**
   * Whether the newest paid order saw no event of Stripe's since it was placed, whoever found it paid.
   * A page is worth more than advice on it.
   */
  async #ask(): Promise<boolean> {
    try {
      const paidBefore = new Date(Date.now() - EVENTS_MAY_TAKE_MS);
      const placedAt = await this.orders.newestPaidPlacedAt('test', paidBefore);
      return placedAt !== null && !(await this.events.wasDeliveredSince(placedAt));
    } catch (error) {
      this.#logger.warn(`Whether events arrive could not be looked up: ${String(error)}`);
      return false;
    }
  }
}
