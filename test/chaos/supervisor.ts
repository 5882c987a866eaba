import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '../support/eventually.js';
import type { World } from '../support/world.js';

const PAUSE_MS = 20;

/** Starts the shop again whenever it ends, as an operating system would. */
export class Supervisor {
  deaths = 0;
  #isWatching = true;
  readonly #watching: Promise<void>;

  constructor(
    private readonly world: World,
    private readonly shopScript: string,
    /** Everything it printed before it died. */
    private readonly keepOutput: (output: string) => void,
  ) {
    this.#watching = this.#watch();
  }

  kill(): void {
    this.#signal('SIGKILL');
  }

  async freeze(forMs: number): Promise<void> {
    this.#signal('SIGSTOP');
    await wait(forMs);
    this.#signal('SIGCONT');
  }

  isUp = async (): Promise<void> => {
    await eventually(async () => {
      const { ok } = await fetch(`${this.world.shopUrl}/health/live`);
      if (!ok) throw new Error('The shop does not answer');
    }, 60);
  };

  /** From now on an end is an end. */
  async leave(): Promise<void> {
    await this.isUp();
    this.#isWatching = false;
    await this.world.shop.stop();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    for (;;) {
      await this.world.shop.ended;
      this.keepOutput(this.world.shop.output());
      if (!this.#isWatching) return;
      this.deaths += 1;
      await this.#restart();
    }
  }

  /** It may die again before it listens: a fail-point can be met on the way up. */
  async #restart(): Promise<void> {
    await eventually(async () => {
      await wait(PAUSE_MS);
      await this.world.restartShop({ shopScript: this.shopScript });
    }, 120);
  }

  #signal(signal: NodeJS.Signals) {
    try {
      process.kill(this.world.shop.pid, signal);
    } catch {
      // It has just died of something else.
    }
  }
}
