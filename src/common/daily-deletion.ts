import { Logger } from '@nestjs/common';
import { PeriodicTask } from './periodic-task.js';

const FIRST_AFTER_MS = 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** Deletes once a day what was kept of people for long enough. See docs/personal-data.md. */
export abstract class DailyDeletion extends PeriodicTask {
  readonly #logger = new Logger(this.constructor.name);
  protected readonly initialDelayMs = FIRST_AFTER_MS;

  /** What is deleted, for the log: `addresses of old orders`. */
  protected abstract readonly what: string;

  /** Resolves to how many were deleted. */
  abstract deleteOld(now: Date): Promise<number>;

  protected async runOnce(): Promise<number> {
    try {
      const deleted = await this.deleteOld(new Date());
      if (deleted > 0) this.#logger.log(`Deleted: ${deleted} ${this.what}`);
    } catch (error) {
      this.#logger.error(`Not deleted: ${this.what}`, error);
    }
    return DAY_MS;
  }
}

/** On the last day of a month that is shorter. */
export function monthsBefore(time: Date, months: number): Date {
  const before = new Date(time);
  before.setUTCMonth(before.getUTCMonth() - months);
  if (before.getUTCDate() !== time.getUTCDate()) before.setUTCDate(0);
  return before;
}

export function daysBefore(time: Date, days: number): Date {
  return new Date(time.getTime() - days * DAY_MS);
}
