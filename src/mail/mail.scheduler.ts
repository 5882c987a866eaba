import { Injectable, Logger } from '@nestjs/common';
import { PeriodicTask } from '../common/periodic-task.js';
import { MailDeliveryService } from './mail-delivery.service.js';

/** A look at an index, most of the time. */
const EVERY_MS = 1_000;

/** Sends the mails of the outbox soon after they were made. */
@Injectable()
export class MailScheduler extends PeriodicTask {
  readonly #logger = new Logger(MailScheduler.name);
  protected readonly initialDelayMs = EVERY_MS;

  constructor(private readonly delivery: MailDeliveryService) {
    super();
  }

  protected async runOnce(shouldContinue: () => boolean): Promise<number> {
    try {
      await this.delivery.sendDue(shouldContinue);
    } catch (error) {
      this.#logger.error('The outbox could not be read or written', error);
    }
    return EVERY_MS;
  }
}
