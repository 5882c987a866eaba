const FAILURE_THRESHOLD = 10;
const OPEN_MS = 2_000;

/**
 * Keeps a dead service from being waited for. After ten failures in a row nobody is let through for
 * two seconds; then one is, and its success lets everybody through again.
 */
export class CircuitBreaker {
  #failures = 0;
  #openUntil = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether to try at all. Who is let through has to tell of it: see `note`. */
  canExecute(): boolean {
    if (this.#failures < FAILURE_THRESHOLD) return true;
    if (this.now() < this.#openUntil) return false;
    this.#openUntil = this.now() + OPEN_MS; // this one tries for the others
    return true;
  }

  record(outcome: 'answered' | 'failed') {
    this.#failures = outcome === 'answered' ? 0 : this.#failures + 1;
    if (this.#failures >= FAILURE_THRESHOLD) this.#openUntil = this.now() + OPEN_MS;
  }
}
