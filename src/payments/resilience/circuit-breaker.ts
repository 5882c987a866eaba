const FAILURE_THRESHOLD = 10;
const OPEN_MS = 2_000;

/**
 * Rejects calls while Stripe is down. Opens for two seconds after ten consecutive failures, then lets
 * one call through: its success closes the breaker. Each process finds out for itself.
 */
export class CircuitBreaker {
  #failures = 0;
  #openUntil = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** If true, the caller must report the outcome with `record`. */
  canExecute(): boolean {
    if (this.#failures < FAILURE_THRESHOLD) return true;
    if (this.now() < this.#openUntil) return false;
    this.#openUntil = this.now() + OPEN_MS; // half-open: one call is a probe
    return true;
  }

  record(outcome: 'answered' | 'failed') {
    this.#failures = outcome === 'answered' ? 0 : this.#failures + 1;
    if (this.#failures >= FAILURE_THRESHOLD) this.#openUntil = this.now() + OPEN_MS;
  }
}
