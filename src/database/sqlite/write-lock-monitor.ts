/** Ordinary waits, for another process that writes, are shorter. */
const LOCKED_AFTER_MS = 20;

/** Detects that another process holds the write lock, for callers that do not have to wait for it. */
export class WriteLockMonitor {
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #isLocked = false;

  waitStarted() {
    this.#timer ??= setTimeout(() => {
      this.#isLocked = true;
      for (const notify of this.#listeners) notify();
    }, LOCKED_AFTER_MS);
  }

  waitEnded() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isLocked = false;
  }

  /**
   * Resolves to the result of `work`, or to `fallback` if the lock is held before that. `work` continues:
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
    if (this.#isLocked) listener();
    this.#listeners.add(listener);
    try {
      return await Promise.race([work, locked]);
    } finally {
      this.#listeners.delete(listener);
    }
  }
}
