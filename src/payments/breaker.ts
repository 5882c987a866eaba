const OPENS_AFTER = 10;
const STAYS_OPEN_MS = 2_000;

/**
 * Keeps a dead service from being waited for. After ten failures in a row nobody is let through for
 * two seconds; then one is, and its success lets everybody through again.
 */
export class Breaker {
  #failures = 0;
  #shutUntil = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether to try at all. Who is let through has to tell of it: see `note`. */
  mayTry(): boolean {
    if (this.#failures < OPENS_AFTER) return true;
    if (this.now() < this.#shutUntil) return false;
    this.#shutUntil = this.now() + STAYS_OPEN_MS; // this one tries for the others
    return true;
  }

  note(outcome: 'answered' | 'failed') {
    this.#failures = outcome === 'answered' ? 0 : this.#failures + 1;
    if (this.#failures >= OPENS_AFTER) this.#shutUntil = this.now() + STAYS_OPEN_MS;
  }
}
