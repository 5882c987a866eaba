import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../config/config.module.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { WebhookSecretsService } from '../../payments/webhook-secrets.service.js';
import { WebhookEventQueries } from '../webhook-event.queries.js';

export type WebhookSetupHint = 'no_secret' | 'no_deliveries';

const CACHE_MS = 5_000;
/** Pages are often faster than Stripe's events. */
const DELIVERY_GRACE_MS = 5_000;

/** Tells a developer with test keys that events do not arrive. Elsewhere there is nothing to say. */
@Injectable()
export class WebhookSetupHintService {
  readonly #logger = new Logger(WebhookSetupHintService.name);
  readonly #isTestMode: boolean;
  #lastCheck: { askedAt: number; answer: Promise<boolean> } | null = null;

  constructor(
    config: Config,
    private readonly orders: OrderQueries,
    private readonly events: WebhookEventQueries,
    private readonly secrets: WebhookSecretsService,
  ) {
    this.#isTestMode = config.get('stripe', { infer: true }).mode === 'test';
  }

  async hint(): Promise<WebhookSetupHint | null> {
    if (!this.#isTestMode) return null;
    if (this.secrets.current().length === 0) return 'no_secret';
    return (await this.#receivesNothing()) ? 'no_deliveries' : null;
  }

  #receivesNothing(): Promise<boolean> {
    const now = performance.now();
    if (!this.#lastCheck || now - this.#lastCheck.askedAt > CACHE_MS) {
      this.#lastCheck = { askedAt: now, answer: this.#check() };
    }
    return this.#lastCheck.answer;
  }

  /**
   * Whether the newest paid order saw no event of Stripe's since it was placed, whoever found it paid.
   * A page is worth more than advice on it.
   */
  async #check(): Promise<boolean> {
    try {
      const paidBefore = new Date(Date.now() - DELIVERY_GRACE_MS);
      const placedAt = await this.orders.newestPaidPlacedAt('test', paidBefore);
      return placedAt !== null && !(await this.events.wasDeliveredSince(placedAt));
    } catch (error) {
      this.#logger.warn(`Whether events arrive could not be looked up: ${String(error)}`);
      return false;
    }
  }
}
