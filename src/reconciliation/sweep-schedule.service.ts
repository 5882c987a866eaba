import { setTimeout as wait } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { ReconciliationService } from './reconciliation.service.js';

const FINISH_WITHIN_MS = 5_000;

/** A round, a pause, and again: never two at once. */
@Injectable()
export class SweepScheduleService
  implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown
{
  readonly #logger = new Logger(SweepScheduleService.name);
  readonly #pauseMs: number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(
    config: Config,
    private readonly reconciliation: ReconciliationService,
  ) {
    this.#pauseMs = config.get('sweepMs', { infer: true });
  }

  onApplicationBootstrap() {
    this.#schedule();
  }

  onModuleDestroy() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** What is cut short here was not begun, or is found by the next round. */
  async beforeApplicationShutdown() {
    await Promise.race([this.#running, wait(FINISH_WITHIN_MS, null, { ref: false })]);
  }

  #schedule() {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#run();
    }, this.#pauseMs);
  }

  async #run() {
    try {
      if (await this.#isDue()) {
        await this.reconciliation.sweep({ mayGoOn: () => !this.#isStopped });
      }
    } catch (error) {
      this.#logger.error('A round of the sweeper broke off', error);
    }
    this.#schedule();
  }

  /** Not right after another process has made a round. */
  async #isDue(): Promise<boolean> {
    const lastEndedAt = await this.reconciliation.lastEndedAt();
    return !lastEndedAt || Math.abs(Date.now() - lastEndedAt.getTime()) >= this.#pauseMs / 2;
  }
}
