import { Injectable, Logger } from '@nestjs/common';
import { PeriodicTask } from '../common/periodic-task.js';
import { WebhooksService } from './webhooks.service.js';

const EVERY_MS = 15_000;

/** Retries stored events whose processing failed. */
@Injectable()
export class WebhookRetryService extends PeriodicTask {
  readonly #logger = new Logger(WebhookRetryService.name);
  protected readonly initialDelayMs = 0;

  constructor(private readonly webhooks: WebhooksService) {
    super();
  }

  protected async runOnce(shouldContinue: () => boolean): Promise<number> {
    try {
      await this.webhooks.retryDue(shouldContinue);
    } catch (error) {
      this.#logger.error('Events could not be retried', error);
    }
    return EVERY_MS;
  }
}
