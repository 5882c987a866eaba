/** Two processes that share a database meet at its lock all the time, and pass within this. */
const NOTICED_AFTER_MS = 20;

/** Whether somebody outside of this process keeps the write lock, for those who need not wait for it. */
export class Blockage {
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #isNoticed = false;

  begin() {
    this.#timer ??= setTimeout(() => {
      this.#isNoticed = true;
      for (const tell of this.#listeners) tell();
    }, NOTICED_AFTER_MS);
  }

  end() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isNoticed = false;
  }

  /**
   * What `work` comes to, or `otherwise` when a blockage is met before that. `work` goes on: what goes
   * wrong with it later has nobody else to be told to than `onLateFailure`.
   */
  async unlessBlocked<T>(
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
    if (this.#isNoticed) listener();
    this.#listeners.add(listener);
    try {
      return await Promise.race([work, blocked]);
    } finally {
      this.#listeners.delete(listener);
    }
  }
}
