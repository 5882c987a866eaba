import { Injectable, Logger } from '@nestjs/common';
import { RecurringWork } from '../schedule/recurring-work.js';
import { WebhooksService } from './webhooks.service.js';

const EVERY_MS = 15_000;

/** Comes back to the events that were kept but could not be applied. */
@Injectable()
export class WebhookRetryService extends RecurringWork {
  readonly #logger = new Logger(WebhookRetryService.name);
  protected readonly firstAfterMs = 0;

  constructor(private readonly webhooks: WebhooksService) {
    super();
  }

  protected async round(goesOn: () => boolean): Promise<number> {
    try {
      await this.webhooks.retryDue(goesOn);
    } catch (error) {
      this.#logger.error('Events could not be tried again', error);
    }
    return EVERY_MS;
  }
}
