/**
 * A rate limit for each key: `burst` at once, then one every `intervalMs`. What is not used within that time
 * is saved up, to `burst` again.
 */
export class TokenBuckets {
  /** By key: when its bucket is full again. A full bucket has no entry. */
  readonly #fullAt = new Map<string, number>();

  constructor(
    private readonly burst: number,
    private readonly intervalMs: number,
  ) {}

  /** Resolves when there is a token for this key. Does not take it. */
  async waitForToken(key: string): Promise<void> {
    const missingMs = (this.#fullAt.get(key) ?? 0) - performance.now();
    const waitMs = missingMs - (this.burst - 1) * this.intervalMs;
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  }

  /** Uses a token, also if there is none: later ones come later then. */
  take(key: string) {
    const fullAt = Math.max(performance.now(), this.#fullAt.get(key) ?? 0) + this.intervalMs;
    this.#fullAt.set(key, fullAt);
    setTimeout(() => this.#forget(key, fullAt), fullAt - performance.now()).unref();
  }

  #forget(key: string, fullAt: number) {
    if (this.#fullAt.get(key) === fullAt) this.#fullAt.delete(key);
  }
}
