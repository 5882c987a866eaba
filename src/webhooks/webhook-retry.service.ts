import { setTimeout as wait } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { WebhooksService } from './webhooks.service.js';

const EVERY_MS = 15_000;
const FINISH_WITHIN_MS = 5_000;

/** Comes back to the events that were kept but could not be applied. */
@Injectable()
export class WebhookRetryService
  implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown
{
  readonly #logger = new Logger(WebhookRetryService.name);
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(private readonly webhooks: WebhooksService) {}

  onApplicationBootstrap() {
    this.#schedule(0);
  }

  onModuleDestroy() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** The event at hand may be waiting for Stripe. It is on disk, and is tried again after the start. */
  async beforeApplicationShutdown() {
    await Promise.race([this.#running, wait(FINISH_WITHIN_MS, null, { ref: false })]);
  }

  #schedule(delay: number) {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#run();
    }, delay);
  }

  async #run() {
    try {
      await this.webhooks.retryDue(() => !this.#isStopped);
    } catch (error) {
      this.#logger.error('Events could not be tried again', error);
    }
    this.#schedule(EVERY_MS);
  }
}
