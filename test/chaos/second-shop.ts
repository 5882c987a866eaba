import { setTimeout as wait } from 'node:timers/promises';
import { eventually, freePort, type Program, spawnProgram } from 'stripe-sandbox/testing';
import type { World } from '../support/world.js';

const PAUSE_MS = 20;

/** Another process of the same shop, with the same database: it sweeps, retries and sells as well. */
export class SecondShop {
  deaths = 0;
  #printed = '';
  #isWatching = true;
  #program: Program;
  readonly #watching: Promise<void>;

  private constructor(
    readonly url: string,
    private readonly start: () => Program,
  ) {
    this.#program = start();
    this.#watching = this.#watch();
  }

  static async open({ envs }: World, shopScript: string): Promise<SecondShop> {
    const port = String(await freePort());
    const start = () => spawnProgram(shopScript, { ...envs.shop, PORT: port });
    const second = new SecondShop(`http://127.0.0.1:${port}`, start);
    await second.isUp();
    return second;
  }

  get output(): string {
    return this.#printed + this.#program.output();
  }

  isUp = async (): Promise<void> => {
    await eventually(() => fetch(`${this.url}/health/live`), 60);
  };

  async close(): Promise<void> {
    this.#isWatching = false;
    await this.#program.stop();
    await this.#watching;
  }

  /** A fail-point can be met here, too. */
  async #watch(): Promise<void> {
    for (;;) {
      await this.#program.ended;
      if (!this.#isWatching) return;
      this.deaths += 1;
      this.#printed += this.#program.output();
      await wait(PAUSE_MS);
      this.#program = this.start();
    }
  }
}
