import { Injectable, Logger } from '@nestjs/common';
import { PeriodicTask } from '../../common/periodic-task.js';
import { Config } from '../../config/config.module.js';
import { OldAddressesRepository } from './old-addresses.repository.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Deletes the addresses of old orders, once a day. */
@Injectable()
export class OldAddressesScheduler extends PeriodicTask {
  readonly #logger = new Logger(OldAddressesScheduler.name);
  readonly #months: number;
  protected readonly initialDelayMs = MINUTE_MS;

  constructor(
    config: Config,
    private readonly addresses: OldAddressesRepository,
  ) {
    super();
    this.#months = config.get('addressMonths', { infer: true });
  }

  async runOnce(): Promise<number> {
    const before = new Date();
    before.setUTCMonth(before.getUTCMonth() - this.#months);
    try {
      const deleted = await this.addresses.deleteBefore(before);
      if (deleted > 0) this.#logger.log(`Deleted the addresses of ${deleted} old orders`);
    } catch (error) {
      this.#logger.error('The addresses of old orders were not deleted', error);
    }
    return DAY_MS;
  }
}
