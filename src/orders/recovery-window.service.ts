import { Injectable } from '@nestjs/common';
import { RecoveryWindowRepository } from './recovery-window.repository.js';

/**
 * Since when Stripe has to be asked for what our records have lost. It is kept until all of it was
 * asked: whatever is sold in the meantime says nothing of what is missing before.
 */
@Injectable()
export class RecoveryWindowService {
  constructor(private readonly windows: RecoveryWindowRepository) {}

  /** Since when a recovery has still to ask that was begun and did not end. */
  begunFrom(): Promise<Date | null> {
    return this.windows.begunFrom();
  }

  /** Null in a shop that never had an order. */
  async start(): Promise<Date | null> {
    return (await this.windows.begunFrom()) ?? (await this.windows.endOfRecords());
  }

  /** Keeps that since while `work` is not done, also when it breaks off. */
  async during<T>(since: Date, work: () => Promise<T>): Promise<T> {
    await this.windows.begin(since);
    const done = await work();
    await this.windows.end(since);
    return done;
  }
}
