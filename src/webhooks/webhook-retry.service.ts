import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { WebhooksService } from './webhooks.service.js';

const EVERY_MS = 15_000;

/** Comes back to the events that were kept but could not be applied. */
@Injectable()
export class WebhookRetryService implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(WebhookRetryService.name);
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(private readonly webhooks: WebhooksService) {}

  onApplicationBootstrap() {
    this.#schedule(0);
  }

  async onModuleDestroy() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(delay: number) {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#run();
    }, delay);
  }

  async #run() {
    try {
      await this.webhooks.retryDue();
    } catch (error) {
      this.#logger.error('Events could not be tried again', error);
    }
    this.#schedule(EVERY_MS);
  }
}
