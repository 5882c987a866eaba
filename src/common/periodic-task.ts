import { setTimeout as wait } from 'node:timers/promises';
import type {
  BeforeApplicationShutdown,
  OnApplicationBootstrap,
  OnModuleDestroy,
} from '@nestjs/common';

const FINISH_WITHIN_MS = 5_000;
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Runs a task repeatedly, with a pause after each run, until the shop shuts down. */
export abstract class PeriodicTask
  implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown
{
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  /** Time from startup to the first run. Null: the task does not run. */
  protected abstract readonly initialDelayMs: number | null;

  /** Must not throw, and start nothing once `shouldContinue` is false. Resolves to the pause in milliseconds. */
  protected abstract runOnce(shouldContinue: () => boolean): Promise<number>;

  onApplicationBootstrap() {
    if (this.initialDelayMs !== null) this.#schedule(this.initialDelayMs);
  }

  onModuleDestroy() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** Whatever is interrupted here is found by the first run after the next start. */
  async beforeApplicationShutdown() {
    await Promise.race([this.#running, wait(FINISH_WITHIN_MS, null, { ref: false })]);
  }

  #schedule(pauseMs: number) {
    if (this.#isStopped) return;
    this.#timer = setTimeout(
      () => {
        this.#running = this.#run();
      },
      Math.min(pauseMs, MAX_TIMER_MS),
    );
  }

  async #run() {
    this.#schedule(await this.runOnce(() => !this.#isStopped));
  }
}
