/** Two processes that share a database meet at its lock all the time, and pass within this. */
const LOCKED_AFTER_MS = 20;

/** Whether somebody outside of this process keeps the write lock, for those who need not wait for it. */
export class WriteLockMonitor {
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #isLocked = false;

  waitStarted() {
    this.#timer ??= setTimeout(() => {
      this.#isLocked = true;
      for (const tell of this.#listeners) tell();
    }, LOCKED_AFTER_MS);
  }

  waitEnded() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isLocked = false;
  }

  /**
   * What `work` comes to, or `otherwise` when a blockage is met before that. `work` goes on: what goes
   * wrong with it later has nobody else to be told to than `onLateFailure`.
   */
  async orIfLocked<T>(
    work: Promise<T>,
    otherwise: T,
    onLateFailure: (error: unknown) => void,
  ): Promise<T> {
    let isLate = false;
    work.catch((error: unknown) => {
      if (isLate) onLateFailure(error);
    });
    let listener: () => void = () => undefined;
    const blocked = new Promise<T>((resolve) => {
      listener = () => {
        isLate = true;
        resolve(otherwise);
      };
    });
    if (this.#isLocked) listener();
    this.#listeners.add(listener);
    try {
      return await Promise.race([work, blocked]);
    } finally {
      this.#listeners.delete(listener);
    }
  }
}
