import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { SigningSecrets } from '../payments/signing-secrets.service.js';
import { WebhookSilenceRepository } from './webhook-silence.repository.js';

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
    private readonly repository: WebhookSilenceRepository,
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

  /** A page is worth more than advice on it. */
  async #ask(): Promise<boolean> {
    try {
      return await this.repository.isSilent(new Date(Date.now() - EVENTS_MAY_TAKE_MS));
    } catch (error) {
      this.#logger.warn(`Whether events arrive could not be looked up: ${String(error)}`);
      return false;
    }
  }
}
