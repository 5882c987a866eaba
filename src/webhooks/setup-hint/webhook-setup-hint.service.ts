import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../config/config.module.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { WebhookSecretsService } from '../../payments/webhook-secrets.service.js';
import { WebhookEventQueries } from '../webhook-event.queries.js';

export type WebhookSetupHint = 'no_secret' | 'no_deliveries';

const CACHE_MS = 5_000;
/** Events may arrive after the return page has found the order paid. */
const DELIVERY_GRACE_MS = 5_000;

/** In test mode, detects that webhooks are not set up or do not arrive. Null in other modes. */
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

  /** True if no event was delivered since the newest paid order was placed. False on errors. */
  async #check(): Promise<boolean> {
    try {
      const paidBefore = new Date(Date.now() - DELIVERY_GRACE_MS);
      const placedAt = await this.orders.newestPaidPlacedAt('test', paidBefore);
      return placedAt !== null && !(await this.events.wasDeliveredSince(placedAt));
    } catch (error) {
      this.#logger.warn(`The webhook setup could not be checked: ${String(error)}`);
      return false;
    }
  }
}
