import { setTimeout as wait } from 'node:timers/promises';
import type {
  BeforeApplicationShutdown,
  OnApplicationBootstrap,
  OnModuleDestroy,
} from '@nestjs/common';

const FINISH_WITHIN_MS = 5_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What a shop that is open does again and again: a round, a pause, and never two rounds at once. */
export abstract class PeriodicTask
  implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown
{
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** In milliseconds, after the shop has opened. Null: never. */
  protected abstract readonly initialDelayMs: number | null;

  /** Never throws. Begins nothing new once `goesOn` says no. Resolves to the pause after it, in milliseconds. */
  protected abstract runOnce(shouldContinue: () => boolean): Promise<number>;

  onApplicationBootstrap() {
    if (this.initialDelayMs !== null) this.#schedule(this.initialDelayMs);
  }

  onModuleDestroy() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** What is cut short here is on disk, or is found by the first round after the next start. */
  async beforeApplicationShutdown() {
    await Promise.race([this.#running, wait(FINISH_WITHIN_MS, null, { ref: false })]);
  }

  #schedule(pauseMs: number) {
    if (this.#isStopped) return;
    this.#timer = setTimeout(
      () => {
        this.#running = this.#run();
      },
      Math.min(pauseMs, LONGEST_TIMER_MS),
    );
  }

  async #run() {
    this.#schedule(await this.runOnce(() => !this.#isStopped));
  }
}
