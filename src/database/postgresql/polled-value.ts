import type { WatchedValue } from '../engine.js';
import type { Sql } from '../sql.js';

const POLL_EVERY_MS = 200;
/** A value that was not confirmed for so long is not known. */
const KNOWN_FOR_MS = 1_000;

/** Asks for a value again and again, so that what another process changes is seen within a second. */
export class PolledValue implements WatchedValue {
  #value: unknown;
  #confirmedAt = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(
    private readonly sql: Sql,
    private readonly text: string,
  ) {
    void this.#poll();
  }

  current(): unknown {
    if (performance.now() - this.#confirmedAt > KNOWN_FOR_MS)
      throw new Error('The database has not said the present value');
    return this.#value;
  }

  stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  async #poll() {
    // When it was asked: what is committed later may not be in the answer.
    const askedAt = performance.now();
    try {
      const [row = {}] = await this.sql.all<Record<string, unknown>>(this.text);
      this.#value = Object.values(row)[0];
      this.#confirmedAt = askedAt;
    } catch {
      // It is not known then, and asked again.
    }
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => void this.#poll(), POLL_EVERY_MS).unref();
  }
}
