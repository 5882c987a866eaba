import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { eventually, type Program, spawnProgram } from 'stripe-sandbox/testing';
import { root } from '../support/program.js';
import type { World } from '../support/world.js';
import type { History } from './history.js';

const PAUSE_MS = 20;
const SPARE = path.join(import.meta.dirname, 'programs/spare-shop.mjs');

/** Starts the shop again whenever it ends, as an operating system would. */
export class Supervisor {
  deaths = 0;
  #spare: Program | null = null;
  #isWatching = true;
  readonly #watching: Promise<void>;

  constructor(
    private readonly world: World,
    private readonly shopScript: string,
    /** Everything it printed before it died. */
    private readonly keepOutput: (output: string) => void,
    private readonly history: History,
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
    await Promise.all([this.world.shop.stop(), this.#spare?.stop('SIGKILL')]);
    await this.#watching;
  }

  async #watch(): Promise<void> {
    for (;;) {
      await this.world.shop.ended;
      this.keepOutput(this.world.shop.output());
      if (!this.#isWatching) return;
      this.deaths += 1;
      this.history.note('died');
      await this.#restart();
      this.history.note('started again');
    }
  }

  /** Has the next shop load its code, for when this one dies. */
  prepare(): void {
    this.#spare ??= spawnProgram(SPARE, this.world.envs.shop, root, [this.shopScript]);
  }

  /** It may die again before it listens: a fail-point can be met on the way up. */
  async #restart(): Promise<void> {
    const spare = this.#spare;
    this.#spare = null;
    if (spare) {
      this.world.shop = spare;
      process.kill(spare.pid, 'SIGUSR2');
      return;
    }
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
