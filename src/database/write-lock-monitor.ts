/** Detects that writes have to wait for something, for callers that do not have to wait for them. */
export class WriteLockMonitor {
  readonly #listeners = new Set<() => void>();
  /** Waits that have taken longer than ordinary ones. */
  #longWaits = 0;

  /** Ordinary waits are shorter than `noticedAfterMs`. */
  constructor(private readonly noticedAfterMs: number) {}

  /** A write waits from now on, until the returned function is called. */
  waitStarted(): () => void {
    let isLong = false;
    const timer = setTimeout(() => {
      isLong = true;
      this.#longWaits += 1;
      for (const notify of this.#listeners) notify();
    }, this.noticedAfterMs);
    return () => {
      clearTimeout(timer);
      if (isLong) this.#longWaits -= 1;
      isLong = false;
    };
  }

  /**
   * Resolves to the result of `work`, or to `fallback` if a long wait begins before that. `work` continues:
   * its later errors are passed to `onLateFailure`.
   */
  async orIfLocked<T>(
    work: Promise<T>,
    fallback: T,
    onLateFailure: (error: unknown) => void,
  ): Promise<T> {
    let isLate = false;
    work.catch((error: unknown) => {
      if (isLate) onLateFailure(error);
    });
    let listener: () => void = () => undefined;
    const locked = new Promise<T>((resolve) => {
      listener = () => {
        isLate = true;
        resolve(fallback);
      };
    });
    if (this.#longWaits > 0) listener();
    this.#listeners.add(listener);
    try {
      return await Promise.race([work, locked]);
    } finally {
      this.#listeners.delete(listener);
    }
  }
}
